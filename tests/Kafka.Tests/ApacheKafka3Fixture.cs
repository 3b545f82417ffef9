using KillSwitch.Tests;

namespace KillSwitch.Kafka.Tests;

/// <summary>As <see cref="ApacheKafkaFixture"/>, of the line of versions before.</summary>
public sealed class ApacheKafka3Fixture() : ApacheKafkaFixture(ApacheKafka3FactAttribute.Home);
