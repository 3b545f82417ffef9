using System.Text;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Routing;

/// <summary>One shard with far more in it than a table of a million scopes puts there, so that it grows and moves house.</summary>
public sealed class KillShardTests
{
    private readonly KillShard _shard = new(ScopeKind.Account, generation: 0);

    [Fact]
    public void Set_ManyMoreThanItBeganWith_FindsEachAndNoOther()
    {
        for (var i = 0; i < 300; i++)
            Assert.True(Set(i, "first"));

        Assert.All(Enumerable.Range(0, 300), i => Assert.Equal("first", Reason(i)));
        Assert.All(Enumerable.Range(300, 300), i => Assert.Null(Reason(i)));
        Assert.Equal(300, _shard.All.Select(match => match.Scope).Distinct().Count());
    }

    [Fact]
    public void Set_TheSameScopesAgainAndAgain_KeepsTheLatestOfEach()
    {
        for (var round = 0; round < 40; round++)
        {
            for (var i = 0; i < 20; i++)
                Assert.Equal(round == 0, Set(i, new string('x', round) + i));
        }

        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(new string('x', 39) + i, Reason(i)));
        Assert.Equal(20, _shard.All.Count());
    }

    [Fact]
    public void Remove_EveryOther_FindsTheRestAndTakesNewOnes()
    {
        for (var i = 0; i < 100; i++)
            Set(i, "first");
        for (var i = 0; i < 100; i += 2)
            _shard.Remove(Value(i), ScopeHash.Of(Value(i)));
        for (var i = 200; i < 260; i++)
            Set(i, "second");

        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(i % 2 == 0 ? null : "first", Reason(i)));
        Assert.All(Enumerable.Range(200, 60), i => Assert.Equal("second", Reason(i)));
        Assert.Equal(110, _shard.All.Count());
    }

    /// <summary>Whoever was given a copy goes on seeing what was so then, though the bytes are shared.</summary>
    [Fact]
    public void Copy_OfAShardThatChanges_StaysAsItWas()
    {
        for (var i = 0; i < 50; i++)
            Set(i, "first");
        var copy = _shard.Copy(generation: 1);
        for (var i = 0; i < 80; i++)
            Set(i, "second, and longer than the first");

        Assert.All(Enumerable.Range(0, 50), i => Assert.Equal("first", Text(copy.Find(Value(i), ScopeHash.Of(Value(i))))));
        Assert.Null(copy.Find(Value(60), ScopeHash.Of(Value(60))));
        Assert.Equal((0, 1), (_shard.Generation, copy.Generation));
    }

    /// <summary>The sixteen bits that stand apart are the same for both; what they lead to decides.</summary>
    [Fact]
    public void Find_TwoScopesOfTheSameBits_AreTwo()
    {
        var (one, other) = Twins();
        Assert.True(Set(one, "first"));
        Assert.Null(Reason(other));

        Assert.True(Set(other, "second"));

        Assert.Equal(("first", "second"), (Reason(one), Reason(other)));
    }

    /// <summary>Two whose hashes have the same highest sixteen bits and begin at the same slot of a small shard.</summary>
    private static (int One, int Other) Twins()
    {
        var seen = new Dictionary<(ulong, ulong), int>();
        for (var number = 0; ; number++)
        {
            var hash = ScopeHash.Of(Value(number));
            if (!seen.TryAdd(((hash >> 48) | 1, (hash >> 16) & 7), number))
                return (seen[((hash >> 48) | 1, (hash >> 16) & 7)], number);
        }
    }

    private bool Set(int number, string reason) =>
        _shard.Set(KillMatch.Unknown(Scope.Account($"acct-{number}"), reason), ScopeHash.Of(Value(number)));

    private string? Reason(int number) => Text(_shard.Find(Value(number), ScopeHash.Of(Value(number))));

    private static string? Text(KillMatch? match) => match is null ? null : Encoding.UTF8.GetString(match.ReasonInJson);

    private static byte[] Value(int number) => Encoding.UTF8.GetBytes($"acct-{number}");
}
