using System.Text;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Demo;
using KillSwitch.Scenarios;
using KillSwitch.Verification.Tests;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Tests.Demo;

public sealed class KnightTimeTests
{
    private readonly GoodRun _run = new();

    [Fact]
    public void ToKill_FromTheFirstRogueOrderToTheFirstDrop()
    {
        MakeRogue(1);

        // Its order 1 was sent at 100 ms, its first drop decided at 310 ms.
        Assert.Equal(TimeSpan.FromMilliseconds(210), KnightTime.ToKill(_run.Facts));
    }

    [Fact]
    public void ToKill_OrdersOfAnEarlierRunInTheTopic_AreNotCounted()
    {
        MakeRogue(0);
        MakeRogue(1);
        _run.Starts[Topics.Orders] = [1];

        Assert.Equal(TimeSpan.FromMilliseconds(210), KnightTime.ToKill(_run.Facts));
    }

    [Fact]
    public void ToKill_NothingRogue_IsNotKnown() => Assert.Null(KnightTime.ToKill(_run.Facts));

    private void MakeRogue(int offset) => _run.Change(Topics.Orders, offset, order =>
        new TopicRecord(order.Partition, order.Offset, order.TimestampInMs, order.Key,
            Encoding.UTF8.GetBytes(GoodRun.Text(order).Replace("ALGO_X", KnightScenario.Rogue, StringComparison.Ordinal)), order.Headers));
}
