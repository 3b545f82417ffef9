namespace KillSwitch.Kafka.Admin;

/// <summary>
/// The topics are not as the promises need them yet, and nobody has refused them for good: to ask again may help, and goes on where this
/// ended. Who asks once takes it for a refusal; the message says what to do.
/// </summary>
public sealed class TopicsPendingException(string message, Exception? inner = null) : Exception(message, inner);
