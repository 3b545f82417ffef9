using System.Diagnostics.CodeAnalysis;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Routing;

public sealed class KillTableTests
{
    /// <summary>Against a dictionary; copies taken on the way must go on saying what they said.</summary>
    [Fact]
    public void AnyChanges_TableAndItsFrozenCopies_SayWhatADictionarySays()
    {
        var change = from account in Gen.Choose(0, 5000)
                     from kind in Gen.Frequency((6, Gen.Constant('+')), (3, Gen.Constant('-')), (1, Gen.Constant('f')))
                     select (account, kind);
        Prop.ForAll(change.ArrayOf(6000).ToArbitrary(), changes =>
        {
            var table = new KillTable(ScopeKind.Account);
            var expected = new Dictionary<string, string>();
            var frozen = new List<(KillTable Table, Dictionary<string, string> Expected)>();
            foreach (var ((number, kind), i) in changes.Select((c, i) => (c, i)))
            {
                var name = $"acct-{number}";
                switch (kind)
                {
                    // Texts of other lengths each time, so that none fits where another stood.
                    case '+': table.Set(KillMatch.Unknown(Scope.Account(name), expected[name] = new string('x', i % 50) + i)); break;
                    case '-': table.Remove(Scope.Account(name)); expected.Remove(name); break;
                    default:
                        if (frozen.Count < 5)
                            frozen.Add((table.Frozen(), new(expected)));
                        else
                            table.Frozen();
                        break;
                }
            }
            return frozen.Append((table, expected)).All(t => Same(t.Item1, t.Item2));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("abc")]
    [InlineData("abcd1234")]
    [InlineData("abcd12345")]
    public void Find_TheSameInAnotherCaseOrLength_IsNotFound(string name)
    {
        var table = new KillTable(ScopeKind.Account);
        table.Set(KillMatch.Unknown(Scope.Account(name), ""));

        Assert.NotNull(table.Find(Encoding.UTF8.GetBytes(name)));
        Assert.Null(table.Find(Encoding.UTF8.GetBytes(name.ToUpperInvariant())));
        Assert.Null(table.Find(Encoding.UTF8.GetBytes(name[..^1])));
        Assert.Null(table.Find(Encoding.UTF8.GetBytes(name + "\0")));
    }

    private static bool Same(KillTable table, Dictionary<string, string> expected) =>
        table.Count == expected.Count
        && table
            .All.ToDictionary(m => m.Scope.Value, m => Reason(m))
            .OrderBy(e => e.Key, StringComparer.Ordinal)
            .SequenceEqual(expected.OrderBy(e => e.Key, StringComparer.Ordinal))
        && Enumerable
            .Range(0, 5001)
            .All(i => Reason(table.Find(Encoding.UTF8.GetBytes($"acct-{i}"))) == expected.GetValueOrDefault($"acct-{i}"));

    [return: NotNullIfNotNull(nameof(match))]
    private static string? Reason(KillMatch? match) => match is null ? null : Encoding.UTF8.GetString(match.ReasonInJson);
}
