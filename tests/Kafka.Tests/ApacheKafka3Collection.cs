namespace KillSwitch.Kafka.Tests;

[CollectionDefinition(Name)]
public sealed class ApacheKafka3Collection : ICollectionFixture<ApacheKafka3Fixture>
{
    public const string Name = "Apache Kafka 3";
}
