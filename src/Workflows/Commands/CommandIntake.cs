using System.Diagnostics;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Signing;
using KillSwitch.Workflows.Tracing;
using KillSwitch.Workflows.Waiting;

namespace KillSwitch.Workflows.Commands;

/// <summary>Turns commands into incidents, causes and unkill requests. Safe for concurrent use.</summary>
/// <remarks>
/// Every command goes through: decide and save (one conditional write, which also remembers the command), follow up (pointer,
/// execution, answer), audit, remember for good. A crash after any of these is made good when the record is delivered again. Where Step
/// Functions is away, the rest is done all the same, and the record is asked for again.
/// </remarks>
public sealed class CommandIntake(
    IncidentServices services,
    ICommandStore commands,
    IApproverDirectory approvers,
    CommandAttestation attestation
)
{
    /// <summary>
    /// Handles one record. Returns when everything that follows from it is stored, started and audited; bad input is refused and
    /// audited, and is no exception. Delivering a record again is harmless, however late.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Deliver the record again.</exception>
    /// <exception cref="ExecutionsUnavailableException">Deliver the record again.</exception>
    public async Task HandleAsync(ReceivedCommand received, CancellationToken cancellationToken)
    {
        using var span = Spans.Intake.Continue("take in command", received.TraceParent, ActivityKind.Consumer);
        var parsed = CommandParser.Parse(received.Value);
        if (parsed.Command is not { } command)
        {
            await AuditRefusalAsync(parsed, parsed.Refusal!, received, cancellationToken);
            return;
        }
        span?.SetTag("killswitch.cmd_id", command.CmdId);
        span?.SetTag(Spans.Scope, command.Scope.ToString());
        await HandleAsync(parsed, command, received, cancellationToken);
    }

    private async Task HandleAsync(ParsedCommand parsed, Command command, ReceivedCommand received, CancellationToken cancellationToken)
    {
        // Side by side: a kill would wait for the one, and then for the other.
        var finding = commands.FindAsync(command.CmdId, cancellationToken);
        var loading = services.Scopes.LoadAsync(command.Scope, cancellationToken);
        await Task.WhenAll(finding, loading);
        var record = await loading;
        if (await finding is { } handled)
            await RepeatAsync(handled, parsed, command, received, cancellationToken);
        else if (command.Action == CommandAction.Kill)
            await KillAsync(record, command, received, cancellationToken);
        else
            await AskUnkillAsync(record, parsed, command, received, cancellationToken);
    }

    private async Task KillAsync(ScopeRecord record, Command command, ReceivedCommand received, CancellationToken cancellationToken)
    {
        var (actor, _) = Sender.Of(command, received, attestation);
        var cause = new Cause
        {
            Number = 0,
            CmdId = command.CmdId,
            Ts = command.Ts,
            TriggeredBy = actor,
            Reason = command.Reason,
            Metric = command.Metric,
            Value = command.Value,
            CorrId = command.CorrId,
            TraceParent = TraceContext.Current ?? TraceContext.Checked(received.TraceParent),
        };
        var change = await services.UpdateAsync(record, new Kill(cause), cancellationToken);
        await FinishAsync(change.Record, change.Result, command, actor, cancellationToken);
    }

    private async Task AskUnkillAsync(
        ScopeRecord record,
        ParsedCommand parsed,
        Command command,
        ReceivedCommand received,
        CancellationToken cancellationToken
    )
    {
        var (actor, requester) = Sender.Of(command, received, attestation);
        IReadOnlyList<Person> names;
        try
        {
            names = await approvers.ListAsync(cancellationToken);
        }
        catch (DirectoryUnavailableException)
        {
            // A kill may stand behind this record: it does not wait until the directory answers.
            await RefuseAsync(
                parsed,
                command,
                new(RefusalCode.DependencyUnavailable, "Who could approve is not known just now. Ask for the unkill again in a moment."),
                received,
                cancellationToken
            );
            return;
        }
        var ask = new AskUnkill
        {
            CmdId = command.CmdId,
            AskedBy = actor,
            Requester = requester,
            Reason = command.Reason,
            CorrId = command.CorrId,
            TraceParent = TraceContext.Current ?? TraceContext.Checked(received.TraceParent),
            Approvers = names,
            Quorum = services.Settings.QuorumFor(command.Scope, requester is not null),
        };
        var change = await services.UpdateAsync(record, ask, cancellationToken);
        if (change.Result.IsRefused)
            await RefuseAsync(parsed, command, change.Result.Refusal, received, cancellationToken);
        else
            await FinishAsync(change.Record, change.Result.Value, command, actor, cancellationToken);
    }

    private async Task FinishAsync(
        ScopeRecord record,
        CommandEffect effect,
        Command command,
        string actor,
        CancellationToken cancellationToken
    )
    {
        Activity.Current.BelongsTo(effect.IncidentId, record.Incident?.FirstCause.TraceParent);
        var away = await FollowUpAsync(record, effect.IncidentId, cancellationToken);
        await services.Audit.AppendAsync(
            new StepAudit
            {
                Ts = services.NowMs(),
                Step = Audits.CommandAccepted,
                Outcome = StepAudit.Ok,
                Actor = actor,
                Attempt = 1,
                Detail = $"{command.Action.ToString().ToUpperInvariant()} {Says(effect)}: {command.Reason}",
                CorrId = command.CorrId,
                Service = Audits.Intake,
                Scope = command.Scope,
                IncidentId = effect.IncidentId,
                CmdId = command.CmdId,
            },
            cancellationToken);
        await RememberAsync(command, effect.Outcome, effect.IncidentId, null, cancellationToken);
        if (away is not null)
            throw new ExecutionsUnavailableException(away.Message, away);
    }

    /// <returns>Why Step Functions did not hear of it; null if it did, or need not.</returns>
    private async Task<Exception?> FollowUpAsync(ScopeRecord record, string? incidentId, CancellationToken cancellationToken)
    {
        if (record.OpenIncident is not { } incident || incident.IncidentId != incidentId)
            return null;
        try
        {
            // Whoever waits longer keeps other kills waiting, too.
            await services.Time.WithinAsync(
                services.Settings.PublishWithin,
                limited => services.FollowUpAsync(incident, limited),
                cancellationToken
            );
            return null;
        }
        catch (Exception e) when (e is ExecutionsUnavailableException or TimeoutException)
        {
            return e;
        }
    }

    private async Task RefuseAsync(
        ParsedCommand parsed,
        Command command,
        Refusal refusal,
        ReceivedCommand received,
        CancellationToken cancellationToken
    )
    {
        await AuditRefusalAsync(parsed, refusal, received, cancellationToken);
        await RememberAsync(command, CommandOutcome.Refused, null, refusal, cancellationToken);
    }

    /// <summary>A command that was handled before: what followed from it is repeated, in case it was lost.</summary>
    private async Task RepeatAsync(
        HandledCommand handled,
        ParsedCommand parsed,
        Command command,
        ReceivedCommand received,
        CancellationToken cancellationToken
    )
    {
        var isAnother = handled.Scope != command.Scope || handled.Action != command.Action || handled.Reason != command.Reason;
        if (isAnother && command.Action == CommandAction.Kill)
        {
            // The detector's ids can be foreseen: whoever used one up before it must not have disarmed the kill that comes under it.
            await HandleAsync(parsed, command with { CmdId = IncidentNames.OwnId(command) }, received, cancellationToken);
            return;
        }
        if (isAnother)
        {
            var refusal = new Refusal(
                RefusalCode.CommandAlreadyApplied,
                $"The cmd_id '{command.CmdId}' was used before, for another command ({handled.Action.ToString().ToUpperInvariant()} of {handled.Scope}); this one had NO effect. Send it again under an id of its own."
            );
            await AuditRefusalAsync(parsed, refusal, received, cancellationToken);
            return;
        }
        var record = await services.Scopes.LoadAsync(handled.Scope, cancellationToken);
        if (await FollowUpAsync(record, handled.IncidentId, cancellationToken) is { } away)
            throw new ExecutionsUnavailableException(away.Message, away);
    }

    private Task RememberAsync(
        Command command,
        CommandOutcome outcome,
        string? incidentId,
        Refusal? refusal,
        CancellationToken cancellationToken
    ) =>
        commands.PutAsync(
            new HandledCommand
            {
                CmdId = command.CmdId,
                Scope = command.Scope,
                Action = command.Action,
                Reason = command.Reason,
                Outcome = outcome,
                IncidentId = incidentId,
                RefusalCode = refusal?.Code.ToString(),
                HandledTs = services.NowMs(),
            },
            cancellationToken);

    private Task AuditRefusalAsync(ParsedCommand parsed, Refusal refusal, ReceivedCommand received, CancellationToken cancellationToken) =>
        services.Audit.AppendAsync(
            new StepAudit
            {
                Ts = services.NowMs(),
                Step = Audits.CommandRefused,
                Outcome = StepAudit.Refused,
                Actor = parsed.Command is { } command
                    ? Sender.Of(command, received, attestation).Actor
                    : Sender.Unproven(parsed.TriggeredBy),
                Attempt = 1,
                Detail = $"{refusal.Message} ({received.Where})",
                CorrId = parsed.CorrId ?? received.Where,
                Service = Audits.Intake,
                Scope = parsed.Scope,
                CmdId = parsed.CmdId,
                RefusalCode = refusal.Code.ToString(),
            },
            cancellationToken);

    private static string Says(CommandEffect effect) => effect.Outcome switch
    {
        CommandOutcome.Opened => $"opened incident {effect.IncidentId}",
        CommandOutcome.CauseAdded => $"added a cause to incident {effect.IncidentId}",
        _ => $"asks to restore; incident {effect.IncidentId}",
    };
}
