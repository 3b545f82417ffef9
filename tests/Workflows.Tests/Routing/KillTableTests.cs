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
            var table = new KillTable();
            var expected = new Dictionary<string, KillMatch>();
            var frozen = new List<(KillTable Table, Dictionary<string, KillMatch> Expected)>();
            foreach (var (number, kind) in changes)
            {
                var name = $"acct-{number}";
                switch (kind)
                {
                    case '+': table.Set(expected[name] = KillMatch.Unknown(Scope.Account(name), "")); break;
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
        var table = new KillTable();
        table.Set(KillMatch.Unknown(Scope.Account(name), ""));

        Assert.NotNull(table.Find(Encoding.UTF8.GetBytes(name)));
        Assert.Null(table.Find(Encoding.UTF8.GetBytes(name.ToUpperInvariant())));
        Assert.Null(table.Find(Encoding.UTF8.GetBytes(name[..^1])));
        Assert.Null(table.Find(Encoding.UTF8.GetBytes(name + "\0")));
    }

    private static bool Same(KillTable table, Dictionary<string, KillMatch> expected) =>
        table.Count == expected.Count
        && table.All.ToHashSet().SetEquals(expected.Values)
        && Enumerable.Range(0, 5001).All(i => ReferenceEquals(table.Find(Encoding.UTF8.GetBytes($"acct-{i}")), expected.GetValueOrDefault($"acct-{i}")));
}
