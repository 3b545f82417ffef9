using System.Diagnostics;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.LimitChanges.Deciding;
using KillSwitch.Workflows.LimitChanges.Effects;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Operators;

/// <summary>
/// What people do with limits, whatever they do it through. Checks who may, says no with a <see cref="Refusal"/> that tells what to do, and
/// audits every act, refused ones included. Safe for concurrent use.
/// </summary>
/// <param name="services">What it works with.</param>
/// <param name="keys">Idempotency keys.</param>
/// <param name="approvers">Who may approve.</param>
/// <param name="file">The limits that routers were started with: what is changed, and where a change is withdrawn, what counts.</param>
public sealed class OperatorLimits(LimitServices services, IIdempotencyStore keys, IApproverDirectory approvers, LimitTable file)
{
    private readonly IdempotencyKeys _keys = new(keys);
    private readonly LimitOthers _others = new(services.Limits, file);
    private readonly LimitDecisions _decisions = new(services, new IdempotencyKeys(keys), approvers);

    /// <summary>Whether a callback link is of a change of a limit.</summary>
    public bool Concerns(string linkId) =>
        services.Links.Read(linkId).Value?.Id.StartsWith(LimitChangeNames.Prefix, StringComparison.Ordinal) == true;

    /// <summary>
    /// Asks for a limit to be changed. What is tighter is published at once; what is looser, somebody else has to approve.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Not known to be asked. Retry with the same idempotency key.</exception>
    public async Task<Outcome<LimitReceipt>> AskAsync(Actor actor, LimitAsk ask, CancellationToken cancellationToken)
    {
        using var span = Spans.Api.StartActivity(Audits.LimitChangeRequested);
        if (Permissions.Check(actor, Permission.AskLimit) is { } notAllowed)
            return await RefuseAsync(notAllowed, actor, ask.Owner, null, cancellationToken);
        var read = LimitAsks.Read(ask, file, services.NowMs());
        if (read.IsRefused)
            return await RefuseAsync(read.Refusal, actor, ask.Owner, null, cancellationToken);
        var asked = read.Value;
        if (IdempotencyKey.Check(ask.IdempotencyKey) is { } badKey)
            return await RefuseAsync(badKey, actor, asked.Key.Owner, null, cancellationToken);
        var changeId = LimitChangeNames.ChangeId(IdempotencyKeys.CmdId(actor, ask.IdempotencyKey));
        var key = await _keys.ClaimAsync(
            actor, ask.IdempotencyKey, Audits.LimitChangeRequested, changeId, services.NowMs(),
            [asked.Key.ToString(), ask.Value!, ask.Until ?? "", ask.Reason!], cancellationToken);
        if (key.Refusal is not null)
            return await RefuseAsync(key.Refusal, actor, asked.Key.Owner, null, cancellationToken);
        // One that has ended is in no record any more.
        if (key.Use is not null && await services.FindAsync(changeId, cancellationToken) is { } known)
            return await ReceiptAsync(known, isRepeat: true, isStarted: true, cancellationToken);
        var transition = await TransitionAsync(actor, ask, asked, changeId, cancellationToken);
        var move = await services.UpdateAsync(asked.Key, transition, cancellationToken);
        if (move.Result.IsRefused)
            return await RefuseAsync(move.Result.Refusal, actor, asked.Key.Owner, changeId, cancellationToken);
        var change = move.Result.Value;
        span?.SetTag(Spans.ChangeId, change.ChangeId);
        // What is tighter comes first, its audit after: a repeat under the same key is harmless.
        var isStarted = await StartAsync(change, cancellationToken);
        await services.Audit.AppendAsync(
            Record(actor, change.Owner, change.ChangeId, StepAudit.Ok, $"{LimitWords.Change(change)}: {change.Reason}"), cancellationToken);
        return await ReceiptAsync(change, key.IsRepeat, isStarted, cancellationToken);
    }

    /// <summary>Approves, rejects or withdraws; see <see cref="OperatorActions.DecideAsync"/>.</summary>
    /// <exception cref="StoreUnavailableException">Not known to be recorded. Retry with the same idempotency key.</exception>
    public Task<Outcome<LimitDecisionReceipt>> DecideAsync(
        Actor actor,
        string linkId,
        string? verdict,
        string? reason,
        string? idempotencyKey,
        CancellationToken cancellationToken
    ) => _decisions.DecideAsync(actor, linkId, verdict, reason, idempotencyKey, cancellationToken);

    /// <summary>What the page behind a callback link shows. Changes nothing; whoever has the link may look.</summary>
    public async Task<Outcome<LimitApprovalView>> ViewApprovalAsync(string linkId, CancellationToken cancellationToken)
    {
        var read = services.Links.Read(linkId);
        if (read.IsRefused)
            return read.Refusal;
        var link = read.Value;
        if (await services.FindAsync(link.Id, cancellationToken) is not { Request: not null } change)
            return TakeLimitDecision.NotFound(link);
        var record = await services.Limits.LoadAsync(change.Key, cancellationToken);
        var stricter = await _others.StricterAsync(
            change.Key, change.Tighter ? change.RevertTo?.Value : change.Value, cancellationToken);
        return LimitViewsOf.Approval(change, link, linkId, stricter, record, services.NowMs());
    }

    /// <summary>What holds now for every owner and rule, where it comes from, and what is asked for.</summary>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    public async Task<Outcome<LimitTableView>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (Permissions.Check(actor, Permission.Read) is { } refusal)
            return refusal;
        var records = new Dictionary<LimitKey, LimitRecord>();
        foreach (var key in await services.Limits.ListAsync(cancellationToken))
            records[key] = await services.Limits.LoadAsync(key, cancellationToken);
        var ofFile = LimitLine.Of(file).ToDictionary(line => new LimitKey(line.Owner, line.Rule), line => line.Value);
        LimitView[] limits =
        [
            .. ofFile.Keys.Union(records.Where(one => one.Value.Current is not null).Select(one => one.Key))
                .OrderBy(key => key.Owner != Scope.Global.ToString())
                .ThenBy(key => key.Owner, StringComparer.Ordinal)
                .ThenBy(key => key.Rule)
                .Select(key => LimitViewsOf.Limit(key.Owner, key.Rule, file.Says(key), records.GetValueOrDefault(key))),
        ];
        LimitChangeView[] changes =
        [
            .. records.Values
                .SelectMany(record => record.Changes.Select(change => LimitViewsOf.Change(change, record, services.Links)))
                .OrderByDescending(change => change.AskedTs)
                .ThenBy(change => change.ChangeId, StringComparer.Ordinal),
        ];
        return new LimitTableView(limits, changes);
    }

    /// <exception cref="StoreUnavailableException">Retry.</exception>
    public async Task<Outcome<LimitChangeView>> GetAsync(Actor actor, string changeId, CancellationToken cancellationToken)
    {
        if (Permissions.Check(actor, Permission.Read) is { } refusal)
            return refusal;
        // A store's keys have a length; what is longer than any id is not even looked for.
        var change = changeId.Length is 0 or > Command.MaxIdLength ? null : await services.FindAsync(changeId, cancellationToken);
        return change is null
            ? new Refusal(RefusalCode.LimitChangeNotFound, "There is no such change of a limit. GET /limits lists those that are open.")
            : LimitViewsOf.Change(change, await services.Limits.LoadAsync(change.Key, cancellationToken), services.Links);
    }

    private async Task<AskLimitChange> TransitionAsync(
        Actor actor, LimitAsk ask, LimitAsked asked, string changeId, CancellationToken cancellationToken) => new()
    {
        ChangeId = changeId,
        Value = asked.Value,
        OfFile = file.Says(asked.Key),
        Until = asked.Until,
        Requester = actor.Person,
        Reason = ask.Reason!,
        Approvers = await ApproversAsync(cancellationToken),
        Quorum = services.Settings.QuorumFor(LimitScope.Of(asked.Key.Owner) ?? Scope.Account("any"), requesterVerified: true),
        TraceParent = TraceContext.Current,
    };

    /// <summary>What is tighter does not wait for who could approve.</summary>
    private async Task<IReadOnlyList<Person>?> ApproversAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await approvers.ListAsync(cancellationToken);
        }
        catch (DirectoryUnavailableException)
        {
            return null;
        }
    }

    private async Task<bool> StartAsync(LimitChange change, CancellationToken cancellationToken)
    {
        try
        {
            await services.StartAsync(change, cancellationToken);
            return true;
        }
        catch (ExecutionsUnavailableException)
        {
            // It is stored; the next recovery pass starts it.
            return false;
        }
    }

    private async Task<LimitReceipt> ReceiptAsync(
        LimitChange change, bool isRepeat, bool isStarted, CancellationToken cancellationToken)
    {
        var stricter = await _others.StricterAsync(change.Key, change.Value, cancellationToken);
        var message = LimitReceipts.Message(change, isRepeat, isStarted, stricter);
        return new LimitReceipt(
            change.ChangeId, change.Owner, change.Rule, change.Value, change.Before, change.Tighter, change.Until, change.Phase,
            change.AskedTs, isRepeat, message);
    }

    private async Task<Outcome<LimitReceipt>> RefuseAsync(
        Refusal refusal, Actor actor, string? owner, string? changeId, CancellationToken cancellationToken)
    {
        Activity.Current?.SetStatus(ActivityStatusCode.Error, refusal.Message);
        var record = Record(actor, owner, changeId, StepAudit.Refused, refusal.Message);
        await services.Audit.AppendAsync(record with { RefusalCode = refusal.Code.ToString() }, cancellationToken);
        return refusal;
    }

    private StepAudit Record(Actor actor, string? owner, string? changeId, string outcome, string detail) => new()
    {
        Ts = services.NowMs(),
        Step = Audits.LimitChangeRequested,
        Outcome = outcome,
        Actor = actor.Id,
        Attempt = 1,
        Detail = detail,
        CorrId = changeId ?? "unknown",
        Service = Audits.OperatorApi,
        Scope = owner is null ? null : LimitScope.Of(owner),
        ChangeId = changeId,
    };
}
