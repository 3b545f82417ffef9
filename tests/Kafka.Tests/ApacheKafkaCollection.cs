namespace KillSwitch.Kafka.Tests;

[CollectionDefinition(Name)]
public sealed class ApacheKafkaCollection : ICollectionFixture<ApacheKafkaFixture>
{
    public const string Name = "Apache Kafka";
}
