using KillSwitch.Kafka.Auditing;
using KillSwitch.Local.Stack.Parts;

namespace KillSwitch.Local.Tests.Stack.Parts;

public sealed class AuditPartTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 30, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_BehindButAtWork_IsWellAndSaysHowFar()
    {
        var health = AuditPart.Of(new AuditConsumerStatus(1234, s_now.AddSeconds(-7), null, null), s_now);

        Assert.Equal((true, "1234 records behind, read to the end 7 s ago"), (health.Healthy, health.Detail));
    }

    [Fact]
    public void Of_NothingReadYet_SaysSo() =>
        Assert.Equal("has not read to the end yet", AuditPart.Of(AuditConsumerStatus.Starting, s_now).Detail);

    [Fact]
    public void Of_TroubleThatPasses_IsWell() =>
        Assert.True(AuditPart.Of(new AuditConsumerStatus(1, s_now, s_now.AddSeconds(-2), "Throttled."), s_now).Healthy);

    [Fact]
    public void Of_TroubleThatStays_IsNotAndSaysWhy()
    {
        var status = new AuditConsumerStatus(5, s_now.AddSeconds(-60), s_now.AddSeconds(-59), "DynamoDB did not answer.");

        var health = AuditPart.Of(status, s_now);

        Assert.False(health.Healthy);
        Assert.Equal(
            "5 records behind, read to the end 60 s ago; the same are tried again and again since 09:59:01Z: DynamoDB did not answer.",
            health.Detail
        );
    }
}
