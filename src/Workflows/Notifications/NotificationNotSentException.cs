namespace KillSwitch.Workflows.Notifications;

/// <summary>
/// A message did not go out, as far as is known. Retrying helps once the mail server answers; no step of an incident waits for it
/// for ever.
/// </summary>
public sealed class NotificationNotSentException(string message, Exception? inner = null) : Exception(message, inner);
