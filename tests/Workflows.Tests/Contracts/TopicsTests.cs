using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Tests.Contracts;

public sealed class TopicsTests
{
    [Fact]
    public void All_WhatStandsByKey_IsCompacted() =>
        Assert.Equal(
            [Topics.Limits, Topics.Prices, Topics.State, Topics.RouterProgress],
            Topics.All.Where(t => t.Compacted).Select(t => t.Name)
        );

    [Fact]
    public void All_WhatDecides_HasTheBrokersTime() =>
        Assert.Equal(
            [Topics.Limits, Topics.Prices, Topics.Orders, Topics.State],
            Topics.All.Where(t => t.TimedByBroker).Select(t => t.Name)
        );

    [Fact]
    public void All_EachTopic_IsKeptByKeyOrByAgeAndNotBoth() =>
        Assert.All(Topics.All, t => Assert.NotEqual(t.Compacted, t.Retention is not null));
}
