using Confluent.Kafka;
using KillSwitch.Kafka.Clients;

namespace KillSwitch.Kafka.Tests.Clients;

public sealed class KafkaErrorsTests
{
    [Theory]
    [InlineData(ErrorCode.Local_TimedOut, true, false)]
    [InlineData(ErrorCode.Local_AllBrokersDown, true, false)]
    [InlineData(ErrorCode.Local_Partial, true, false)]
    [InlineData(ErrorCode.FencedLeaderEpoch, false, true)]
    [InlineData(ErrorCode.NotLeaderForPartition, false, true)]
    [InlineData(ErrorCode.TopicAuthorizationFailed, false, false)]
    [InlineData(ErrorCode.OffsetOutOfRange, false, false)]
    [InlineData(ErrorCode.NoError, false, false)]
    public void Error_OfEachKind_SaysWhetherTheClusterComesBackByItself(ErrorCode code, bool unreachable, bool changing)
    {
        var error = new Error(code);

        Assert.Equal((unreachable, changing), (error.IsUnreachable(), error.IsLeaderChanging()));
    }
}
