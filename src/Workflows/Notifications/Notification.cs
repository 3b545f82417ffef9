using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Notifications;

/// <summary>A message to people.</summary>
/// <param name="Id">Deterministic: a notification sent again after a crash has the same id, and a notifier may drop it.</param>
/// <param name="Ts">Unix ms.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="To">Whom it is for.</param>
/// <param name="Except">Somebody of that audience who must not get it, as their own request is to be approved; otherwise null.</param>
/// <param name="IncidentId">The incident.</param>
/// <param name="Scope">Its scope.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text. It holds no link: the notifier adds one where <paramref name="LinkId"/> is given.</param>
/// <param name="LinkId">Id of the callback link, safe in a URL's path; the notifier knows the address before it.</param>
/// <param name="TraceParent">Trace of what caused it.</param>
public sealed record Notification(
    string Id,
    long Ts,
    NotificationKind Kind,
    Audience To,
    string? Except,
    string IncidentId,
    Scope Scope,
    string Subject,
    string Body,
    string? LinkId,
    string? TraceParent);
