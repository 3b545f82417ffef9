using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Contracts;

/// <summary>The state of one scope (<c>killswitch.state.v1</c>, compacted, keyed by scope). A scope without a record is ACTIVE.</summary>
/// <param name="Scope">The scope; also the record's key.</param>
/// <param name="Status">KILLED or ACTIVE.</param>
/// <param name="Version">Rises with every state of the scope: the greater of the previous one plus 1 and Unix ms. Readers ignore what is not newer.</param>
/// <param name="IncidentId">The incident whose execution published this.</param>
/// <param name="Causes">The <c>cmd_id</c>s that caused the kill, oldest first; the latest 50.</param>
/// <param name="UpdatedTs">When it was published, Unix ms.</param>
/// <param name="UpdatedBy">Who: <c>detector</c>, <c>user:bob</c>.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="LastCmdId">The command that led to this state.</param>
/// <param name="CorrId">As in the command.</param>
public sealed record KillState(
    Scope Scope,
    KillStatus Status,
    long Version,
    string IncidentId,
    IReadOnlyList<string> Causes,
    long UpdatedTs,
    string UpdatedBy,
    string Reason,
    string LastCmdId,
    string CorrId);
