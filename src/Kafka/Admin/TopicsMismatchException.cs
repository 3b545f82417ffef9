namespace KillSwitch.Kafka.Admin;

/// <summary>The topics are there, but not as the promises need them. Somebody has to change them.</summary>
public sealed class TopicsMismatchException(string message, Exception? inner = null) : Exception(message, inner);
