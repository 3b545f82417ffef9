using System.Diagnostics;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.LimitChanges.Deciding;
using KillSwitch.Workflows.LimitChanges.Effects;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Signing;
using KillSwitch.Workflows.Text;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Operators;

/// <summary>Decisions about changes of limits.</summary>
internal sealed class LimitDecisions(LimitServices services, IdempotencyKeys keys, IApproverDirectory approvers)
{
    private readonly PostedDecisions _posted = new(keys, approvers, services.Time);

    public async Task<Outcome<LimitDecisionReceipt>> DecideAsync(
        Actor actor, string linkId, string? verdictWord, string? reason, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var span = Spans.Api.StartActivity(Audits.LimitChangeDecided);
        var read = services.Links.Read(linkId);
        if (read.IsRefused)
            return await RefuseAsync(read.Refusal, actor, null, null, cancellationToken);
        var link = read.Value;
        span?.SetTag(Spans.ChangeId, link.Id);
        if (await services.Limits.FindAsync(link.Id, cancellationToken) is not { } stored)
            return await RefuseAsync(TakeLimitDecision.NotFound(link), actor, link, null, cancellationToken);
        var key = stored.Pointer.Key;
        var check = await _posted.CheckAsync(
            actor, Audits.LimitChangeDecided, linkId, verdictWord, reason, idempotencyKey, cancellationToken);
        if (check.IsRefused)
            return await RefuseAsync(check.Refusal, actor, link, key.Owner, cancellationToken);
        var (posted, approversNow, isRepeat) = check.Value;
        var decision = new TakeLimitDecision(link, actor, posted, approversNow, stored.Ended);
        var move = await services.UpdateAsync(key, decision, cancellationToken);
        if (!move.Result.IsRefused)
            return await FinishAsync(move.Result.Value, isRepeat, cancellationToken);
        var change = decision.ChangeIn(move.Record);
        if (PostedDecisions.Repeated(move.Result.Refusal, change?.Request, posted) is { } earlier)
        {
            await AuditOnceAsync(new(change!, earlier), cancellationToken);
            return move.Result.Refusal;
        }
        return await RefuseAsync(move.Result.Refusal, actor, link, key.Owner, cancellationToken);
    }

    private async Task<Outcome<LimitDecisionReceipt>> FinishAsync(
        DecidedLimitChange decided, bool isRepeat, CancellationToken cancellationToken)
    {
        var (change, decision) = (decided.Change, decided.Decision);
        var request = change.Request!;
        await AuditOnceAsync(decided, cancellationToken);
        var told = await TellExecutionAsync(change, cancellationToken);
        if (request.Status is RequestStatus.Rejected or RequestStatus.Withdrawn)
            await services.TellEndedAsync(change, minds: false, cancellationToken);
        var missing = request.IsOpen ? request.Quorum - request.Approvals : 0;
        var message = Message(change, missing);
        return new LimitDecisionReceipt(
            change.ChangeId, change.Owner, change.Rule, decision.Verdict, decision.By.Name, decision.Ts, request.Status, missing,
            change.Phase, isRepeat,
            told ? message : message + " The execution could not be reached just now; it is told as soon as it can be.");
    }

    private static string Message(LimitChange change, int missing)
    {
        var request = change.Request!;
        return request.Status switch
        {
            RequestStatus.Approved when change.Tighter && change.Phase == LimitChangePhase.InForce =>
                $"Approved: {change.Key.Words} goes back to {LimitWords.Value(change.Rule, change.RevertTo!.Value)} at {UtcTime.Of(change.Until!.Value)}, if nobody changes it before.",
            RequestStatus.Approved when change.Phase == LimitChangePhase.Requested =>
                $"Approved: the change of {LimitWords.Change(change)} is being published. GET /limits/changes/{change.ChangeId} shows when it is in force.",
            RequestStatus.Approved => $"Approved. {LimitWords.HowItStands(change)}",
            RequestStatus.Rejected when request.CheckFound is not null => $"Nothing changes. {RequestWords.HowItEnded(request)}",
            RequestStatus.Rejected => $"Rejected: {change.Key.Words} stays as it is.",
            RequestStatus.Withdrawn => $"Withdrawn: {change.Key.Words} stays as it is.",
            RequestStatus.Voided => $"The limit was changed meanwhile, which has made the request void: {change.Key.Words} stays as it is now.",
            _ =>
                $"Recorded. {change.Key.Words} stays as it is until {missing} more {(missing == 1 ? "person approves" : "people approve")}. {RequestWords.Lapsed(request)}".TrimEnd(),
        };
    }

    /// <summary>Writes a decision's record, unless it is known to be there.</summary>
    private async Task AuditOnceAsync(DecidedLimitChange decided, CancellationToken cancellationToken)
    {
        var (change, decision) = (decided.Change, decided.Decision);
        if (decision.Audited)
            return;
        await services.Audit.AppendAsync(
            new StepAudit
            {
                Ts = decision.Ts,
                Step = Audits.LimitChangeDecided,
                Outcome = decision.Verdict.ToString().ToUpperInvariant(),
                Actor = decision.By.Id,
                Roles = decision.Roles,
                Attempt = 1,
                Detail =
                    $"{decision.Reason} ({LimitWords.Change(change)}, asked for by {change.AskedBy}, now {change.Request!.Status.ToString().ToUpperInvariant()})",
                CorrId = change.ChangeId,
                Service = Audits.OperatorApi,
                Scope = LimitScope.Of(change.Owner),
                ChangeId = change.ChangeId,
            },
            cancellationToken);
        try
        {
            await services.UpdateAsync(change.Key, new NoteLimitAudited(change.ChangeId, decision), cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // It stands in the audit. Whoever repeats the decision writes it once more, which is better than not at all.
        }
    }

    private async Task<bool> TellExecutionAsync(LimitChange change, CancellationToken cancellationToken)
    {
        if (change.Request!.IsOpen || change.EndedTs is not null)
            return true;
        try
        {
            await services.SendAnswerAsync(change.Wait, cancellationToken);
            return true;
        }
        catch (ExecutionsUnavailableException)
        {
            // The decision stands in the record with the answer to send; the next recovery pass sends it.
            return false;
        }
    }

    private async Task<Outcome<LimitDecisionReceipt>> RefuseAsync(
        Refusal refusal, Actor actor, ApprovalLink? link, string? owner, CancellationToken cancellationToken)
    {
        Activity.Current?.SetStatus(ActivityStatusCode.Error, refusal.Message);
        await services.Audit.AppendAsync(
            new StepAudit
            {
                Ts = services.NowMs(),
                Step = Audits.LimitChangeDecided,
                Outcome = StepAudit.Refused,
                Actor = actor.Id,
                Attempt = 1,
                Detail = refusal.Message,
                CorrId = link?.Id ?? "unknown",
                Service = Audits.OperatorApi,
                Scope = owner is null ? null : LimitScope.Of(owner),
                ChangeId = link?.Id,
                RefusalCode = refusal.Code.ToString(),
            },
            cancellationToken);
        return refusal;
    }
}
