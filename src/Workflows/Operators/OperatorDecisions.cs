using System.Diagnostics;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Signing;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Operators;

/// <summary>Decisions about unkill requests.</summary>
internal sealed class OperatorDecisions(IncidentServices services, IdempotencyKeys keys, IApproverDirectory approvers)
{
    private readonly PostedDecisions _posted = new(keys, approvers, services.Time);

    public async Task<Outcome<DecisionReceipt>> DecideAsync(
        Actor actor, string linkId, string? verdictWord, string? reason, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var span = Spans.Api.StartActivity(Audits.ApprovalDecided);
        var read = services.Links.Read(linkId);
        if (read.IsRefused)
            return await RefuseAsync(read.Refusal, actor, null, null, null, cancellationToken);
        var link = read.Value;
        if (await services.Incidents.FindAsync(link.Id, cancellationToken) is not { } stored)
            return await RefuseAsync(TakeDecision.NotFound(link), actor, link, null, null, cancellationToken);
        var scope = stored.Pointer.Scope;
        var check = await _posted.CheckAsync(
            actor, Audits.ApprovalDecided, linkId, verdictWord, reason, idempotencyKey, cancellationToken);
        if (check.IsRefused)
            return await RefuseAsync(check.Refusal, actor, link, scope, null, cancellationToken);
        var (posted, approversNow, isRepeat) = check.Value;
        var decision = new TakeDecision(link, actor, posted, approversNow, stored.Closed);
        var change = await services.UpdateAsync(scope, decision, cancellationToken);
        if (change.Result.IsRefused)
        {
            var incident = decision.IncidentIn(change.Record);
            var request = incident?.FindRequest(link.Request);
            if (PostedDecisions.Repeated(change.Result.Refusal, request, posted) is { } earlier)
            {
                await AuditOnceAsync(new(incident!, request!, earlier), cancellationToken);
                return change.Result.Refusal;
            }
            return await RefuseAsync(change.Result.Refusal, actor, link, scope, request, cancellationToken);
        }
        return await FinishAsync(change.Result.Value, isRepeat, cancellationToken);
    }

    private async Task<Outcome<DecisionReceipt>> FinishAsync(DecidedRequest decided, bool isRepeat, CancellationToken cancellationToken)
    {
        var (incident, request, decision) = (decided.Incident, decided.Request, decided.Decision);
        Activity.Current.BelongsTo(incident.IncidentId, incident.FirstCause.TraceParent);
        var missing = request.IsOpen ? request.Quorum - request.Approvals : 0;
        await AuditOnceAsync(decided, cancellationToken);
        var told = await TellExecutionAsync(incident, request, cancellationToken);
        if (request.Status is RequestStatus.Rejected or RequestStatus.Withdrawn)
            await TellPeopleAsync(incident, request, cancellationToken);
        var message = request.Status switch
        {
            RequestStatus.Approved => await ApprovedAsync(incident, cancellationToken),
            RequestStatus.Rejected when request.CheckFound is not null => $"Not restored. {RequestWords.HowItEnded(request)}",
            RequestStatus.Rejected => $"Rejected: {incident.Scope} stays killed.",
            RequestStatus.Withdrawn => $"Withdrawn: {incident.Scope} stays killed.",
            RequestStatus.Voided => $"A further kill has made the request void since: {incident.Scope} stays killed.",
            _ =>
                $"Recorded. {incident.Scope} stays killed until {missing} more {(missing == 1 ? "person approves" : "people approve")}. {RequestWords.Lapsed(request)}".TrimEnd(),
        };
        return new DecisionReceipt(
            incident.IncidentId, incident.Scope, request.Number, decision.Verdict, decision.By.Name, decision.Ts, request.Status, missing,
            incident.Enforcement, isRepeat,
            told ? message : message + " The execution could not be reached just now; it is told as soon as it can be.");
    }

    /// <summary>Writes a decision's record, unless it is known to be there.</summary>
    private async Task AuditOnceAsync(DecidedRequest decided, CancellationToken cancellationToken)
    {
        var (incident, request, decision) = (decided.Incident, decided.Request, decided.Decision);
        if (decision.Audited)
            return;
        await services.Audit.AppendAsync(
            new StepAudit
            {
                Ts = decision.Ts,
                Step = Audits.ApprovalDecided,
                Outcome = decision.Verdict.ToString().ToUpperInvariant(),
                Actor = decision.By.Id,
                Roles = decision.Roles,
                Attempt = 1,
                Detail =
                    $"{decision.Reason} (request {request.Number} by {request.AskedBy}, now {request.Status.ToString().ToUpperInvariant()})",
                CorrId = request.CorrId,
                Service = Audits.OperatorApi,
                Scope = incident.Scope,
                IncidentId = incident.IncidentId,
                CmdId = request.CmdId,
            },
            cancellationToken);
        try
        {
            await services.UpdateAsync(incident.Scope, new NoteAudited(incident.IncidentId, request.Number, decision), cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // It stands in the audit. Whoever repeats the decision writes it once more, which is better than not at all.
        }
    }

    private async Task<string> ApprovedAsync(Incident incident, CancellationToken cancellationToken)
    {
        var others = await services.OthersHoldingAsync(incident.Scope, cancellationToken);
        var holding = others is null ? "" : OtherKills.Sentence(incident.Scope, others);
        return incident.Enforcement switch
        {
            Enforcement.Restored => $"Approved. {EnforcementWords.Sentence(incident)} {holding}".TrimEnd(),
            Enforcement.Commanded or Enforcement.InForce when !incident.IsOpen || incident.CurrentRequest is null =>
                $"Approved, and overtaken by a further kill since: {incident.Scope} stays killed.",
            _ => $"Approved: {incident.Scope} is being restored. {holding}".TrimEnd(),
        };
    }

    private async Task<bool> TellExecutionAsync(Incident incident, UnkillRequest request, CancellationToken cancellationToken)
    {
        if (request.IsOpen || !incident.IsOpen)
            return true;
        try
        {
            await services.SendAnswerAsync(incident.Wait, cancellationToken);
            return true;
        }
        catch (ExecutionsUnavailableException)
        {
            // The decision stands in the record with the answer to send; the next recovery pass sends it.
            return false;
        }
    }

    private async Task TellPeopleAsync(Incident incident, UnkillRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await services.Notifier.NotifyAsync(IncidentMails.RequestEnded(incident, request, services.NowMs()), cancellationToken);
        }
        catch (NotificationNotSentException)
        {
            // The decision stands, and is in the audit; nobody's answer depends on this message.
        }
    }

    private async Task<Outcome<DecisionReceipt>> RefuseAsync(
        Refusal refusal, Actor actor, ApprovalLink? link, Scope? scope, UnkillRequest? request, CancellationToken cancellationToken)
    {
        Activity.Current?.SetStatus(ActivityStatusCode.Error, refusal.Message);
        await services.Audit.AppendAsync(
            new StepAudit
            {
                Ts = services.NowMs(),
                Step = Audits.ApprovalDecided,
                Outcome = StepAudit.Refused,
                Actor = actor.Id,
                Attempt = 1,
                Detail = refusal.Message,
                CorrId = request?.CorrId ?? link?.Id ?? "unknown",
                Service = Audits.OperatorApi,
                Scope = scope,
                IncidentId = link?.Id,
                CmdId = request?.CmdId,
                RefusalCode = refusal.Code.ToString(),
            },
            cancellationToken);
        return refusal;
    }
}
