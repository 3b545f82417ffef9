namespace KillSwitch.Local.Mail;

/// <summary>The mailbox file cannot be used. The message names it and what to do. Retrying does not help.</summary>
internal sealed class MailboxException(string message, Exception inner) : Exception(message, inner);
