namespace KillSwitch.Local.Stack;

/// <summary>Where the topics live.</summary>
public enum BrokerChoice
{
    /// <summary>librdkafka's broker inside this process: up in a moment, and its topics end with the process.</summary>
    Embedded,

    /// <summary>Apache Kafka from KAFKA_HOME, started and stopped with the stack, its log under the data directory.</summary>
    ApacheKafka,

    /// <summary>A Kafka that is already running.</summary>
    External,
}
