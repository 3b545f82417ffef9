namespace KillSwitch.Kafka.Reading;

/// <summary>A record, and the topic in which it stands.</summary>
public sealed record TailedRecord(string Topic, TopicRecord Record);
