using System.Text.Json.Serialization;
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

    /// <summary>The incident; null where it is about a limit.</summary>
    public string? IncidentId { get; init; }

    /// <summary>The incident's scope.</summary>
    public Scope? Scope { get; init; }

    /// <summary>The change of a limit; null where it is about an incident.</summary>
    public string? ChangeId { get; init; }

    /// <summary>Which limit the change is of, for people: <c>max_qty of ACCOUNT:1</c>.</summary>
    public string? Limit { get; init; }

    /// <summary>What it is about, for the foot of a mail.</summary>
    [JsonIgnore]
    public string About => ChangeId is null ? $"Incident {IncidentId}, scope {Scope}" : $"Change {ChangeId}, {Limit}";

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text. It holds no link: the notifier adds one where <see cref="LinkId"/> is given.</summary>
    public required string Body { get; init; }

    /// <summary>Id of the callback link, safe in a URL's path; the notifier knows the address before it.</summary>
    public string? LinkId { get; init; }

    /// <summary>Trace of what caused it.</summary>
    public string? TraceParent { get; init; }
}
