using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Incidents;

/// <summary>What an UNKILL does to its scope: it asks, and never restores by itself.</summary>
internal static class UnkillDecider
{
    private const int MaxRequests = 10;

    /// <param name="record">The scope's record.</param>
    /// <param name="ask">Who asks, and why.</param>
    /// <param name="approvers">Everybody who holds the role approver.</param>
    /// <param name="settings">The quorum.</param>
    /// <param name="nowMs">Unix ms.</param>
    public static Change<Outcome<RecentCommand>> Decide(
        ScopeRecord record, UnkillAsk ask, IReadOnlyList<string> approvers, IncidentSettings settings, long nowMs)
    {
        if (record.RecentCommands.FirstOrDefault(recent => recent.CmdId == ask.CmdId) is { } known)
            return new(record, known);
        var quorum = settings.QuorumFor(record.Scope, ask.Requester is not null);
        if (Objection(record, ask.Requester, approvers, quorum) is { } refusal)
            return new(record, refusal);
        var incident = record.OpenIncident!;
        var request = new UnkillRequest(
            Number: incident.RequestCount + 1,
            ask.CmdId, ask.AskedBy, ask.Requester, ask.Reason,
            RequestedTs: nowMs,
            CausesSeen: incident.CauseCount,
            StateVersion: incident.Killed?.State.Version ?? 0,
            quorum,
            RequestStatus.Requested,
            ExpiresTs: null,
            Decisions: [],
            EndedTs: null,
            ask.CorrId, ask.TraceParent);
        var asked = KillDecider.Remember(record, incident with
        {
            RequestCount = request.Number,
            Requests = [.. incident.Requests.Skip(incident.Requests.Count - MaxRequests + 1), request],
            Wait = incident.Wait is { Kind: WaitKind.UnkillRequest, Answer: null } wait
                ? wait with { Answer = new(StepOutcome.Requested, request.Number) }
                : incident.Wait,
        }, new(ask.CmdId, CommandOutcome.Requested, incident.IncidentId));
        return new(asked.Record, asked.Result);
    }

    /// <summary>Why an unkill of this scope cannot be asked for now; null where it can.</summary>
    public static Refusal? Objection(ScopeRecord record, string? requester, IReadOnlyList<string> approvers, int quorum)
    {
        if (record.OpenIncident is not { } incident)
            return new(RefusalCode.NoOpenIncident, $"{record.Scope} is not killed: no incident is open, so there is nothing to restore. GET /state lists what is killed.");
        if (incident.CurrentRequest is { } current)
        {
            var stands = current.Status == RequestStatus.Approved
                ? "was approved and trading is being restored"
                : $"still waits for {current.Quorum - current.Approvals} approval(s)";
            return new(RefusalCode.RequestAlreadyPending, $"An unkill of {record.Scope} was already asked for by {current.AskedBy} and {stands}. Wait for its outcome, or have it withdrawn or rejected first.");
        }
        var eligible = approvers
            .Where(name => requester is null || !Actor.SamePerson(name, requester))
            .Select(name => name.Trim().ToUpperInvariant())
            .Distinct()
            .Count();
        return eligible >= quorum
            ? null
            : new(RefusalCode.NobodyCouldApprove, $"An unkill of {record.Scope} takes {quorum} approver(s) besides {requester ?? "whoever asked, who is not proven"}, and there are {eligible}. Give the role approver to more people, then ask again.");
    }
}
