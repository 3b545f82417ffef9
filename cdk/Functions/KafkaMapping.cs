using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace KillSwitch.Cdk.Functions;

/// <summary>Hands a topic's records to a function, from the oldest on, each partition in its order.</summary>
internal sealed class KafkaMapping : Construct
{
    public KafkaMapping(Construct scope, KafkaMappingProps props)
        : base(scope, $"{props.Function.Node.Id}Mapping")
    {
        // Pollers are members of a group that nobody else is in.
        var group = props.Function.Name;
        props.Function.Allow(props.Kafka.Poll(props.Topic, group));
        var mapping = new EventSourceMapping(this, "Mapping", new EventSourceMappingProps
        {
            Target = props.Function.Function,
            EventSourceArn = props.Kafka.ClusterArn,
            KafkaTopic = props.Topic,
            KafkaConsumerGroupId = group,
            StartingPosition = StartingPosition.TRIM_HORIZON,
            BatchSize = props.BatchSize,
        });
        // The pollers sign in as the function's role: it has to be whole before they start.
        mapping.Node.AddDependency(props.Function.Role);
        if (props.GivenUpTo is { } bucket)
        {
            ((CfnEventSourceMapping)mapping.Node.DefaultChild!).DestinationConfig = new CfnEventSourceMapping.DestinationConfigProperty
            {
                OnFailure = new CfnEventSourceMapping.OnFailureProperty { Destination = bucket.BucketArn },
            };
        }
    }
}
