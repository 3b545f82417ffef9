using System.Text.Json.Serialization;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.LimitChanges;

/// <summary>One change of one limit, from being asked for to its end. It is carried by an execution.</summary>
public sealed record LimitChange
{
    /// <summary><c>lc-</c> and 16 hex digits, derived from who asked and the idempotency key.</summary>
    public required string ChangeId { get; init; }

    /// <summary>A scope, or <c>GROUP:name</c>.</summary>
    public required string Owner { get; init; }

    public required LimitRule Rule { get; init; }

    /// <summary>In the rule's unit; 1 of what is restricted. Null limits nothing.</summary>
    public decimal? Value { get; init; }

    /// <summary>What held when it was asked for; null where nothing was limited.</summary>
    public decimal? Before { get; init; }

    /// <summary>The limit's version at that time: what has another by then makes the change void.</summary>
    public required long VersionSeen { get; init; }

    /// <summary>Whether one person is enough, as it is tighter than what held.</summary>
    public required bool Tighter { get; init; }

    /// <summary>When it was asked to end, Unix ms; null where it is to stay. See <see cref="EndsByItself"/>.</summary>
    public long? Until { get; init; }

    /// <summary>What the limit goes back to then.</summary>
    public LimitTarget? RevertTo { get; init; }

    public required LimitChangePhase Phase { get; init; }

    /// <summary>Who asked, proven by the operator API.</summary>
    public required Person Requester { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Unix ms.</summary>
    public required long AskedTs { get; init; }

    /// <summary>What others have to approve: all of it where it is looser, its end where it is tighter; null where one person is enough.
    /// </summary>
    public LimitRequest? Request { get; init; }

    /// <summary>1, and one more for every execution that had to take over from one that ended early.</summary>
    public int Generation { get; init; } = 1;

    public required string ExecutionName { get; init; }

    /// <summary>Null until its first step has run.</summary>
    public string? ExecutionArn { get; init; }

    /// <summary>The new limit, once it was given a version.</summary>
    public LimitPublication? Published { get; init; }

    /// <summary>What was before, once that was given a version at the change's end.</summary>
    public LimitPublication? Reverted { get; init; }

    /// <summary>The task that waits for people, or waited last.</summary>
    public TaskWait? Wait { get; init; }

    /// <summary>Why nothing was reverted at its end, a sentence; null where it was, or it has not ended.</summary>
    public string? NotReverted { get; init; }

    /// <summary>When its execution came to its end, Unix ms; null while it runs.</summary>
    public long? EndedTs { get; init; }

    /// <summary>Trace of what asked.</summary>
    public string? TraceParent { get; init; }

    [JsonIgnore]
    public LimitKey Key => new(Owner, Rule);

    /// <summary><c>user:alice</c>.</summary>
    [JsonIgnore]
    public string AskedBy => Requester.Id;

    /// <summary>
    /// Whether it goes back by itself at <see cref="Until"/>. The end of a tighter limit loosens it, which takes a second person: until
    /// somebody has approved that, it stays.
    /// </summary>
    [JsonIgnore]
    public bool EndsByItself => Until is not null && (Request is null || !Tighter || Request.Status == RequestStatus.Approved);

    /// <summary>Who approved it, as contracts name people; null where nobody had to.</summary>
    internal IReadOnlyList<string>? Approvers() =>
        Request?.Decisions.Where(decision => decision.Approves).Select(decision => decision.By.Id).ToList() is { Count: > 0 } people
            ? people
            : null;

    /// <summary>Whether a record of it is on its way into the topic.</summary>
    [JsonIgnore]
    internal bool IsOnItsWay => Published is { ConfirmedTs: null } || Reverted is { ConfirmedTs: null };
}
