using System.Diagnostics;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Operators;

/// <summary>What people say of an open incident, and who is on it.</summary>
internal sealed class OperatorNotes(IncidentServices services, IdempotencyKeys keys)
{
    public async Task<Outcome<NoteReceipt>> NoteAsync(
        Actor actor, string incidentId, string? kindWord, string? text, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var span = Spans.Api.StartActivity(Audits.IncidentNoted);
        NoteKind? kind = kindWord switch
        {
            "NOTE" => NoteKind.Note,
            "ACKNOWLEDGE" => NoteKind.Acknowledge,
            _ => null,
        };
        var refusal = Permissions.Check(actor, Permission.Note)
            ?? (kind is null ? new Refusal(RefusalCode.FieldInvalid, "The kind must be NOTE or ACKNOWLEDGE, in capitals.") : null)
            ?? CommandText.CheckReason(text)
            ?? IdempotencyKey.Check(idempotencyKey);
        if (refusal is not null)
            return await RefuseAsync(refusal, actor, incidentId, null, cancellationToken);
        var key = await keys.ClaimAsync(
            actor, idempotencyKey, Audits.IncidentNoted, incidentId, services.NowMs(), [incidentId, kindWord!, text!], cancellationToken);
        if (key.Refusal is not null)
            return await RefuseAsync(key.Refusal, actor, incidentId, null, cancellationToken);
        if (await services.Incidents.FindAsync(incidentId, cancellationToken) is not { } stored)
            return new Refusal(RefusalCode.IncidentNotFound, "There is no such incident. GET /incidents lists those that there are.");
        var scope = stored.Pointer.Scope;
        var note = new IncidentNote(
            actor.Person, kind!.Value, text!, key.Use?.FirstTs ?? services.NowMs(), IdempotencyKeys.OrOfThisCall(idempotencyKey));
        var change = await services.UpdateAsync(scope, new AddNote(incidentId, note), cancellationToken);
        if (change.Result.IsRefused)
            return await RefuseAsync(change.Result.Refusal, actor, incidentId, scope, cancellationToken);
        var (incident, said) = (change.Result.Value.Incident, change.Result.Value.Note);
        span.BelongsTo(incidentId, incident.FirstCause.TraceParent);
        var detail = said.Kind == NoteKind.Acknowledge ? $"is on it: {said.Text}" : said.Text;
        await services.Audit.AppendAsync(
            Record(actor, incidentId, scope, StepAudit.Ok, detail, said.Ts, incident.FirstCause.CorrId), cancellationToken);
        return new NoteReceipt(
            incidentId,
            actor.Name,
            said.Kind,
            said.Ts,
            key.IsRepeat,
            said.Kind == NoteKind.Acknowledge ? $"{actor.Name} is on it. {scope} stands as it did." : $"Noted. {scope} stands as it did."
        );
    }

    private async Task<Outcome<NoteReceipt>> RefuseAsync(
        Refusal refusal, Actor actor, string incidentId, Scope? scope, CancellationToken cancellationToken)
    {
        Activity.Current?.SetStatus(ActivityStatusCode.Error, refusal.Message);
        var record = Record(actor, incidentId, scope, StepAudit.Refused, refusal.Message, services.NowMs(), incidentId);
        await services.Audit.AppendAsync(record with { RefusalCode = refusal.Code.ToString() }, cancellationToken);
        return refusal;
    }

    private static StepAudit Record(
        Actor actor, string incidentId, Scope? scope, string outcome, string detail, long ts, string corrId) => new()
    {
        Ts = ts,
        Step = Audits.IncidentNoted,
        Outcome = outcome,
        Actor = actor.Id,
        Attempt = 1,
        Detail = detail,
        CorrId = corrId,
        Service = Audits.OperatorApi,
        Scope = scope,
        IncidentId = incidentId,
    };
}
