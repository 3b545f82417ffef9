using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Notifications;

/// <summary>A message to people.</summary>
public sealed record Notification
{
    /// <summary>Deterministic: a notification sent again after a crash has the same id, and a notifier may drop it.</summary>
    public required string Id { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Ts { get; init; }

    /// <summary>What it is about.</summary>
    public required NotificationKind Kind { get; init; }

    /// <summary>Whom it is for.</summary>
    public required Audience To { get; init; }

    /// <summary>Somebody of that audience who must not get it, as their own request is to be approved; otherwise null.</summary>
    public Person? Except { get; init; }

    /// <summary>The incident.</summary>
    public required string IncidentId { get; init; }

    /// <summary>Its scope.</summary>
    public required Scope Scope { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text. It holds no link: the notifier adds one where <see cref="LinkId"/> is given.</summary>
    public required string Body { get; init; }

    /// <summary>Id of the callback link, safe in a URL's path; the notifier knows the address before it.</summary>
    public string? LinkId { get; init; }

    /// <summary>Trace of what caused it.</summary>
    public string? TraceParent { get; init; }
}
