using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Signing;

namespace KillSwitch.Workflows.Operators;

/// <summary>From what is stored to what people may see.</summary>
internal static class ViewsOf
{
    public static ApprovalView Approval(
        Incident incident, UnkillRequest request, ApprovalLink link, string linkId, IReadOnlyList<Scope> heldBy, long nowMs)
    {
        var late = request.IsOpen && nowMs >= Math.Min(link.ExpiresTs, request.ExpiresTs ?? long.MaxValue);
        var status = late ? RequestStatus.Expired : request.Status;
        return new ApprovalView(
            linkId, incident.IncidentId, incident.OpenedTs, incident.Scope, request.Number, status,
            incident.Enforcement, EnforcementWords.Sentence(incident), heldBy,
            Decidable: status is RequestStatus.Requested or RequestStatus.Pending,
            Headline: late
                ? $"This link has expired, and {incident.Scope} stays killed. A new unkill can be asked for."
                : request.IsOpen
                    ? $"{request.AskedBy} asks to restore {incident.Scope}. {RequestWords.HowItEnded(request)}"
                    : $"Nothing is left to decide here. {RequestWords.HowItEnded(request)}",
            request.AskedBy, request.Requester is not null, request.Reason, request.RequestedTs, request.ExpiresTs, request.Quorum,
            Decisions(request), Earlier(incident, request), Causes(incident), request.StateVersion,
            Does: $"Approving lets orders of {incident.Scope} flow again as soon as {request.Quorum} {(request.Quorum == 1 ? "person has" : "people have")} approved, and closes incident {incident.IncidentId}.",
            DoesNot: DoesNot(incident.Scope, heldBy)
        );
    }

    private static string DoesNot(Scope scope, IReadOnlyList<Scope> heldBy)
    {
        var others = heldBy.Count == 0
            ? "It lifts no other kill: an order that also belongs to another killed scope stays blocked."
            : $"It lifts no other kill. {OtherKills.Sentence(scope, heldBy)}";
        return $"{others} It brings back no dropped order and closes no position. A kill of {scope} that arrives first makes it void.";
    }

    public static IncidentView Incident(Incident incident, ApprovalLinks links)
    {
        var publication = incident.Restored ?? incident.Killed;
        return new IncidentView(
            incident.IncidentId,
            incident.Scope,
            incident.Phase,
            incident.Enforcement,
            incident.InForce,
            incident.FirstInForceTs ?? incident.InForce?.SinceTs,
            incident.Restored?.ConfirmedTs,
            incident.OpenedTs,
            incident.ClosedTs,
            incident.ExecutionName,
            incident.ExecutionArn,
            publication?.State,
            publication?.ConfirmedTs,
            incident.CauseCount,
            Causes(incident),
            [.. incident.Requests.Select(request => Request(incident.IncidentId, request, links))],
            incident.Escalations, incident.FirstCause.CorrId, incident.FirstCause.TraceParent)
        {
            Notes = [.. incident.Notes.Select(NoteView.Of)],
            AcknowledgedBy = incident.Notes.LastOrDefault(note => note.Kind == NoteKind.Acknowledge)?.By.Name,
        };
    }

    public static IncidentSummary Summary(Incident incident) =>
        new(incident.IncidentId, incident.Scope, incident.Phase, incident.Enforcement, incident.OpenedTs, incident.ClosedTs,
            incident.FirstCause.TriggeredBy, incident.FirstCause.Reason, incident.CauseCount);

    public static ScopeStateView State(Incident incident, IReadOnlyList<Scope> heldBy)
    {
        var publication = incident.Restored ?? incident.Killed;
        return new ScopeStateView(
            incident.Scope,
            incident.Enforcement,
            incident.Enforcement == Enforcement.InForce ? KillStatus.Killed : KillStatus.Active,
            publication?.State.Version ?? 0,
            incident.InForce?.SinceTs,
            incident.InForce?.Partition,
            incident.InForce?.Offset,
            incident.Restored?.ConfirmedTs,
            heldBy,
            incident.IncidentId,
            incident.Phase,
            incident.FirstCause.Reason,
            incident.LatestCause.Reason,
            incident.CauseCount,
            publication?.State.UpdatedTs ?? incident.OpenedTs);
    }

    /// <param name="of">The incident, or the change of a limit.</param>
    /// <param name="request">Its request.</param>
    /// <param name="links">Makes the callback link.</param>
    public static RequestView Request(string of, ApprovalRequest request, ApprovalLinks links) =>
        new(
            request.Number,
            request.CmdId,
            request.Status,
            request.AskedBy,
            request.Requester is not null,
            request.Reason,
            request.RequestedTs,
            request.ExpiresTs,
            request.Quorum,
            Decisions(request),
            request.EndedTs,
            RequestWords.HowItEnded(request),
            request is { Status: RequestStatus.Pending, ExpiresTs: { } expires }
                ? links.Write(new ApprovalLink(of, request.Number, expires))
                : null
        )
        {
            Outcome = RequestWords.HowItEnded(request),
        };

    private static EarlierRequestView[] Earlier(Incident incident, UnkillRequest than) =>
        [
            .. incident
                .Requests.Where(request => request.Number < than.Number)
                .Select(request => new EarlierRequestView(
                    request.Number,
                    request.Status,
                    RequestWords.HowItEnded(request),
                    request.AskedBy,
                    request.Reason,
                    request.RequestedTs,
                    Decisions(request)
                )),
        ];

    public static DecisionView[] Decisions(ApprovalRequest request) =>
        [
            .. request.Decisions.Select(decision => new DecisionView(
                decision.By.Name,
                decision.Verdict,
                decision.Reason,
                decision.Ts,
                Counts: !decision.Lapsed
            )),
        ];

    private static CauseView[] Causes(Incident incident) =>
        [
            .. incident.Causes.Select(cause => new CauseView(
                cause.CmdId,
                cause.TriggeredBy,
                cause.Reason,
                cause.Ts,
                cause.Metric,
                cause.Value
            )),
        ];
}
