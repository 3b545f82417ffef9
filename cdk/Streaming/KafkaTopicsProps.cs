using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Streaming;

internal sealed record KafkaTopicsProps
{
    public required Deployment Deployment { get; init; }

    public required NetworkStack Network { get; init; }

    public required KafkaAccess Kafka { get; init; }
}
