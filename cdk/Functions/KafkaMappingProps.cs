using Amazon.CDK.AWS.S3;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Functions;

internal sealed record KafkaMappingProps
{
    public required SystemFunction Function { get; init; }

    public required KafkaAccess Kafka { get; init; }

    public required string Topic { get; init; }

    /// <summary>Most records handed over at once: 1 to 10,000, and no more than 6 MB.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Where a batch goes after ten tries; null: it is handed over again for ever, and nothing behind it is.</summary>
    public Bucket? GivenUpTo { get; init; }
}
