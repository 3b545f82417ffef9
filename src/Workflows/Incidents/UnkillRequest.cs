using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Incidents;

/// <summary>Somebody asks for trading to be restored.</summary>
/// <param name="Number">From 1 within its incident.</param>
/// <param name="CmdId">The UNKILL.</param>
/// <param name="AskedBy">As the command says: <c>user:alice</c>.</param>
/// <param name="Requester">The person, proven by the operator API; null where nothing proves it. Never counts as an approver.</param>
/// <param name="Reason">Why.</param>
/// <param name="RequestedTs">When it was accepted, Unix ms.</param>
/// <param name="CausesSeen">The number of the latest cause at that time. A later cause voids the request.</param>
/// <param name="StateVersion">The kill's version at that time; 0 before it was published.</param>
/// <param name="Quorum">How many people must approve.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="ExpiresTs">Until when it can be decided, Unix ms; null before it was put to the approvers.</param>
/// <param name="Decisions">Oldest first.</param>
/// <param name="EndedTs">When it was decided, expired or voided, Unix ms.</param>
/// <param name="CorrId">As in the command.</param>
/// <param name="TraceParent">Trace of the command.</param>
public sealed record UnkillRequest(
    int Number,
    string CmdId,
    string AskedBy,
    string? Requester,
    string Reason,
    long RequestedTs,
    long CausesSeen,
    long StateVersion,
    int Quorum,
    RequestStatus Status,
    long? ExpiresTs,
    IReadOnlyList<ApprovalDecision> Decisions,
    long? EndedTs,
    string CorrId,
    string? TraceParent)
{
    [JsonIgnore]
    public bool IsOpen => Status is RequestStatus.Requested or RequestStatus.Pending;

    [JsonIgnore]
    public int Approvals => Decisions.Count(decision => decision.Verdict == Verdict.Approve);
}
