using System.Text.Json.Serialization;
using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.Approvals;

/// <summary>Somebody asks for something that others have to approve: an unkill, or a change of a limit.</summary>
public abstract record ApprovalRequest
{
    /// <summary>From 1, within what it belongs to.</summary>
    public required int Number { get; init; }

    /// <summary>The command or the change that asks.</summary>
    public required string CmdId { get; init; }

    /// <summary>As shown to people: <c>user:alice</c>.</summary>
    public required string AskedBy { get; init; }

    /// <summary>The person, proven by the operator API; null where nothing proves it. Never counts as an approver.</summary>
    public Person? Requester { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was accepted, Unix ms.</summary>
    public required long RequestedTs { get; init; }

    /// <summary>How many people must approve.</summary>
    public required int Quorum { get; init; }

    /// <summary>Where it stands.</summary>
    public required RequestStatus Status { get; init; }

    /// <summary>Until when it can be decided, Unix ms; null before it was put to the approvers.</summary>
    public long? ExpiresTs { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<ApprovalDecision> Decisions { get; init; }

    /// <summary>When it was decided, expired or voided, Unix ms.</summary>
    public long? EndedTs { get; init; }

    /// <summary>What the check of the separation of duties found wrong, a sentence; null where that did not end it.</summary>
    public string? CheckFound { get; init; }

    /// <summary>Found again in all that follows from it.</summary>
    public required string CorrId { get; init; }

    /// <summary>Trace of what asked.</summary>
    public string? TraceParent { get; init; }

    [JsonIgnore]
    public bool IsOpen => Status is RequestStatus.Requested or RequestStatus.Pending;

    [JsonIgnore]
    public int Approvals => Decisions.Count(decision => decision.Approves);

    /// <summary>What it is called when people are told of it.</summary>
    [JsonIgnore]
    internal abstract ApprovalWords Words { get; }
}
