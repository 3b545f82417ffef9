using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>An UNKILL asks, and never restores by itself.</summary>
internal sealed record AskUnkill : ITransition<Outcome<CommandEffect>>
{
    private const int MaxRequests = 10;

    /// <summary>The command.</summary>
    public required string CmdId { get; init; }

    /// <summary>As shown to people.</summary>
    public required string AskedBy { get; init; }

    /// <summary>The person, proven by the operator API; null where nothing proves it.</summary>
    public required Person? Requester { get; init; }

    public required string Reason { get; init; }

    /// <summary>As in the command.</summary>
    public required string CorrId { get; init; }

    /// <summary>Trace of the command.</summary>
    public required string? TraceParent { get; init; }

    /// <summary>Everybody who holds the role approver.</summary>
    public required IReadOnlyList<Person> Approvers { get; init; }

    /// <summary>How many of them must approve.</summary>
    public required int Quorum { get; init; }

    public Change<Outcome<CommandEffect>> Decide(ScopeRecord record, long nowMs)
    {
        if (record.Recall(CmdId) is { } known)
            return new(record, known);
        if (Objection(record, Requester, Approvers, Quorum) is { } refusal)
            return new(record, refusal);
        var incident = record.OpenIncident!;
        var request = Request(incident, nowMs);
        var asked = record.Remember(incident with
        {
            RequestCount = request.Number,
            Requests = [.. incident.Requests.Skip(incident.Requests.Count - MaxRequests + 1), request],
            Wait = incident.Wait is { Kind: WaitKind.UnkillRequest, Answer: null } wait
                ? wait with { Answer = new(StepOutcome.Requested, request.Number) }
                : incident.Wait,
        }, new(CmdId, CommandOutcome.Requested, incident.IncidentId));
        return new(asked.Record, asked.Result);
    }

    /// <summary>Why an unkill of this scope cannot be asked for now; null where it can.</summary>
    public static Refusal? Objection(ScopeRecord record, Person? requester, IReadOnlyList<Person> approvers, int quorum)
    {
        if (record.OpenIncident is not { } incident)
        {
            return new(RefusalCode.NoOpenIncident,
                $"{record.Scope} is not killed: no incident is open, so there is nothing to restore. GET /state lists what is killed.");
        }
        if (incident.CurrentRequest is { } current)
        {
            var stands = current.Status == RequestStatus.Approved
                ? "was approved and trading is being restored"
                : $"still waits for {current.Quorum - current.Approvals} approval(s)";
            return new(RefusalCode.RequestAlreadyPending,
                $"An unkill of {record.Scope} was already asked for by {current.AskedBy} and {stands}. "
                + "Wait for its outcome, or have it withdrawn or rejected first.");
        }
        return SeparationOfDuties.Objection($"An unkill of {record.Scope}", requester, approvers, quorum);
    }

    private UnkillRequest Request(Incident incident, long nowMs) => new()
    {
        Number = incident.RequestCount + 1,
        CmdId = CmdId,
        AskedBy = AskedBy,
        Requester = Requester,
        Reason = Reason,
        RequestedTs = nowMs,
        CausesSeen = incident.CauseCount,
        StateVersion = incident.Killed?.State.Version ?? 0,
        Quorum = Quorum,
        Status = RequestStatus.Requested,
        Decisions = [],
        CorrId = CorrId,
        TraceParent = TraceParent,
    };
}
