using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Operators;

/// <summary>Everything people may see of an incident. It never holds a task token.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Scope">What it killed.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Enforcement">Whether routers hold its scope back for it: COMMANDED, IN_FORCE, RESTORING, RESTORED.</param>
/// <param name="InForce">Since when they do, and by which record of the state topic; null where they do not.</param>
/// <param name="FirstInForceTs">When routers first held the scope back for it, Unix ms; kept when it is restored.</param>
/// <param name="RestoredTs">When the topic acknowledged ACTIVE, Unix ms; null where it has not.</param>
/// <param name="OpenedTs">Unix ms.</param>
/// <param name="ClosedTs">Unix ms; null while it is open.</param>
/// <param name="ExecutionName">The execution that carries it.</param>
/// <param name="ExecutionArn">Its ARN; null until its first step has run.</param>
/// <param name="State">The last state allocated for the topic; null before the first.</param>
/// <param name="StatePublishedTs">When that state was acknowledged by the topic, Unix ms; null until then.</param>
/// <param name="CauseCount">How many kills it has gathered.</param>
/// <param name="Causes">Oldest first; the first and the latest 49.</param>
/// <param name="Requests">Unkill requests, oldest first; the latest 10.</param>
/// <param name="Escalations">How often people were reminded that nobody asks for an unkill.</param>
/// <param name="CorrId">Of the first kill.</param>
/// <param name="TraceParent">Of the first kill.</param>
public sealed record IncidentView(
    string IncidentId,
    Scope Scope,
    IncidentPhase Phase,
    Enforcement Enforcement,
    KillInForce? InForce,
    long? FirstInForceTs,
    long? RestoredTs,
    long OpenedTs,
    long? ClosedTs,
    string ExecutionName,
    string? ExecutionArn,
    KillState? State,
    long? StatePublishedTs,
    long CauseCount,
    IReadOnlyList<CauseView> Causes,
    IReadOnlyList<RequestView> Requests,
    int Escalations,
    string CorrId,
    string? TraceParent)
{
    /// <summary>What people said of it, oldest first; the first one and the latest 39.</summary>
    public IReadOnlyList<NoteView> Notes { get; init; } = [];

    /// <summary>Who is on it: the last one who said so; null where nobody has.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>The orders that it held back.</summary>
    public HeldBackView? HeldBack { get; init; }
}
