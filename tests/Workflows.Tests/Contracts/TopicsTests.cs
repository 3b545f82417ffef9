using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Tests.Contracts;

public sealed class TopicsTests
{
    [Fact]
    public void All_StateAndProgress_AreTheOnlyCompactedTopics() =>
        Assert.Equal([Topics.State, Topics.RouterProgress], Topics.All.Where(t => t.Compacted).Select(t => t.Name));

    [Fact]
    public void All_OrdersAndState_HaveTheBrokersTime() =>
        Assert.Equal([Topics.Orders, Topics.State], Topics.All.Where(t => t.TimedByBroker).Select(t => t.Name));

    [Fact]
    public void All_EachTopic_IsKeptByKeyOrByAgeAndNotBoth() =>
        Assert.All(Topics.All, t => Assert.NotEqual(t.Compacted, t.Retention is not null));
}
