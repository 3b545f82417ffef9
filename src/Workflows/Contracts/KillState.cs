using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Contracts;

/// <summary>The state of one scope (<c>killswitch.state.v1</c>, compacted, keyed by scope). A scope without a record is ACTIVE.</summary>
public sealed record KillState
{
    /// <summary>The scope; also the record's key.</summary>
    public required Scope Scope { get; init; }

    /// <summary>KILLED or ACTIVE.</summary>
    public required KillStatus Status { get; init; }

    /// <summary>
    /// Rises with every state of the scope: the greater of the previous one plus 1 and Unix ms. Readers ignore what is not newer.
    /// </summary>
    public required long Version { get; init; }

    /// <summary>The incident whose execution published this.</summary>
    public required string IncidentId { get; init; }

    /// <summary>The <c>cmd_id</c>s that caused the kill, oldest first; the latest 50.</summary>
    public required IReadOnlyList<string> Causes { get; init; }

    /// <summary>When it was published, Unix ms.</summary>
    public required long UpdatedTs { get; init; }

    /// <summary>Who: <c>detector</c>, <c>user:bob</c>.</summary>
    public required string UpdatedBy { get; init; }

    /// <summary>Why, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>The command that led to this state.</summary>
    public required string LastCmdId { get; init; }

    /// <summary>As in the command.</summary>
    public required string CorrId { get; init; }
}
