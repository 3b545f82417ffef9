using System.Text;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Routing;

/// <summary>The filter may say of any scope that it could be killed, and never of a killed one that it is not.</summary>
public sealed class KillFilterTests
{
    private const int Capacity = 1024;

    private readonly KillFilter _filter = new(Capacity);

    [Fact]
    public void MayHold_WhatWasAdded_IsNeverDenied()
    {
        foreach (var number in Enumerable.Range(0, Capacity))
            _filter.Add(HashOf(number));

        Assert.All(Enumerable.Range(0, Capacity), number => Assert.True(_filter.MayHold(HashOf(number))));
        Assert.Equal((Capacity, Capacity), (_filter.Added, _filter.Capacity));
    }

    /// <summary>What it is for: of what was not added, about one in a hundred passes when it is full, and none when it is empty.</summary>
    [Fact]
    public void MayHold_WhatWasNotAdded_IsDeniedForNearlyAll()
    {
        var others = Enumerable.Range(1_000_000, 20_000).Select(HashOf).ToArray();
        Assert.DoesNotContain(others, _filter.MayHold);

        foreach (var number in Enumerable.Range(0, Capacity))
            _filter.Add(HashOf(number));

        Assert.InRange(others.Count(_filter.MayHold), 1, 20_000 * 3 / 100);
    }

    [Fact]
    public void MayHold_OfTheSmallestThereIs_Works()
    {
        var one = new KillFilter(1);
        one.Add(HashOf(7));

        Assert.True(one.MayHold(HashOf(7)));
    }

    private static ulong HashOf(int number) => ScopeHash.Of(Encoding.UTF8.GetBytes($"acct-{number}"));
}
