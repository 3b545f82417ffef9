using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Mail;

/// <summary>A message as people get it, and a line of the mailbox.</summary>
/// <param name="Id">The notification's: the same message sent again has the same id.</param>
/// <param name="Ts">When it was written, Unix ms.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="To">Names of the people it is for.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text, the link included.</param>
/// <param name="IncidentId">The incident; null where it is about a limit.</param>
/// <param name="Scope">Its scope.</param>
/// <param name="Link">The page it asks people to open; null where it only informs.</param>
/// <param name="TraceParent">Trace of what caused it.</param>
/// <param name="ChangeId">The change of a limit; null where it is about an incident.</param>
public sealed record MailEntry(
    string Id,
    long Ts,
    NotificationKind Kind,
    IReadOnlyList<string> To,
    string Subject,
    string Body,
    string? IncidentId = null,
    Scope? Scope = null,
    string? Link = null,
    string? TraceParent = null,
    string? ChangeId = null);
