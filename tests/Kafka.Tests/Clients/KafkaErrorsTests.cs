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

    [Theory]
    [InlineData(ErrorCode.Local_TimedOut, true)]
    [InlineData(ErrorCode.RequestTimedOut, true)]
    [InlineData(ErrorCode.LeaderNotAvailable, true)]
    [InlineData(ErrorCode.InvalidReplicationFactor, true)]
    [InlineData(ErrorCode.TopicAuthorizationFailed, true)]
    [InlineData(ErrorCode.ClusterAuthorizationFailed, true)]
    [InlineData(ErrorCode.SaslAuthenticationFailed, true)]
    [InlineData(ErrorCode.PolicyViolation, false)]
    [InlineData(ErrorCode.InvalidConfig, false)]
    [InlineData(ErrorCode.Local_UnsupportedFeature, false)]
    public void MayPass_OfEachKind_SaysWhetherWaitingCanHelp(ErrorCode code, bool passing) =>
        Assert.Equal(passing, new Error(code).MayPass());
}
