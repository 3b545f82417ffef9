using System.Text.Json;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Signing;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Operators;

/// <summary>Kills and unkill requests by people. Both end as commands in their topic, attested; the intake gives them effect.</summary>
internal sealed class OperatorCommands(
    IncidentServices services,
    ICommandLog log,
    ICommandStore commands,
    IdempotencyKeys keys,
    IApproverDirectory approvers,
    CommandAttestation attestation
)
{
    public Task<Outcome<CommandReceipt>> KillAsync(Actor actor, CommandRequest request, CancellationToken cancellationToken) =>
        CommandAsync(actor, request, CommandAction.Kill, Permission.Kill, Audits.KillRequested, cancellationToken);

    public Task<Outcome<CommandReceipt>> UnkillAsync(Actor actor, CommandRequest request, CancellationToken cancellationToken) =>
        CommandAsync(actor, request, CommandAction.Unkill, Permission.AskUnkill, Audits.UnkillRequested, cancellationToken);

    private async Task<Outcome<CommandReceipt>> CommandAsync(
        Actor actor, CommandRequest request, CommandAction action, Permission permission, string act, CancellationToken cancellationToken)
    {
        using var span = Spans.Source.StartActivity(act);
        var scope = Scope.TryParse(request.Scope, out var parsed, out var notAScope) ? parsed : (Scope?)null;
        var cmdId = IdempotencyKeys.CmdId(actor, request.IdempotencyKey);
        var refusal = Permissions.Check(actor, permission)
            ?? (notAScope is null ? null : new Refusal(RefusalCode.ScopeInvalid, notAScope))
            ?? CommandText.CheckReason(request.Reason)
            ?? IdempotencyKey.Check(request.IdempotencyKey);
        if (refusal is not null)
            return await RefuseAsync(refusal);
        var command = new Command(cmdId, services.NowMs(), scope!.Value, action, request.Reason!, actor.Id, CorrId: cmdId);
        var (claimed, taken) = await ClaimAsync(actor, request.IdempotencyKey, act, command, cancellationToken);
        if (taken is not null)
            return await RefuseAsync(taken);
        command = claimed is null ? command : command with { Ts = claimed.FirstTs };
        var (handled, record) = await LookUpAsync(command, cancellationToken);
        if (handled is not null)
        {
            return handled.Scope == command.Scope && handled.Action == action && handled.Reason == command.Reason
                ? Receipt(command, handled.IncidentId)
                : await RefuseAsync(
                    new(
                        RefusalCode.IdempotencyKeyReused,
                        $"The idempotency key was used before, for {handled.Action.ToString().ToUpperInvariant()} of {handled.Scope}. Send a new key with a new command."
                    )
                );
        }
        if (action == CommandAction.Unkill
            && record is not null
            && record.Recall(cmdId) is null
            && await ObjectionAsync(record, actor, cancellationToken) is { } objection)
        {
            return await RefuseAsync(objection);
        }
        // The kill comes first, its audit after: a kill does not wait for the audit, and a repeat under the same key is harmless.
        await log.AppendAsync(command, attestation.Sign(Bytes(command)), TraceContext.Current, cancellationToken);
        var incidentId = record?.OpenIncident?.IncidentId ?? IncidentNames.IncidentId(command.Scope, cmdId);
        await AuditAsync(StepAudit.Ok, $"{action.ToString().ToUpperInvariant()}: {command.Reason}", null, incidentId);
        return Receipt(command, incidentId);

        async Task<Outcome<CommandReceipt>> RefuseAsync(Refusal no)
        {
            await AuditAsync(StepAudit.Refused, no.Message, no.Code, null);
            return no;
        }

        Task AuditAsync(string outcome, string detail, RefusalCode? code, string? incidentId) =>
            services.Audit.AppendAsync(
                new StepAudit
                {
                    Ts = services.NowMs(),
                    Step = act,
                    Outcome = outcome,
                    Actor = actor.Id,
                    Attempt = 1,
                    Detail = detail,
                    CorrId = cmdId,
                    Service = Audits.OperatorApi,
                    Scope = scope,
                    IncidentId = incidentId,
                    CmdId = cmdId,
                    RefusalCode = code?.ToString(),
                },
                cancellationToken);
    }

    /// <summary>
    /// The key's first use. None for a kill while the store is away, see <see cref="LookUpAsync"/>: its id still makes it the same
    /// command.
    /// </summary>
    private async Task<(KeyUse? Use, Refusal? Refusal)> ClaimAsync(
        Actor actor,
        string? key,
        string act,
        Command command,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await keys.ClaimAsync(
                actor,
                key,
                act,
                command.CmdId,
                command.Ts,
                [command.Scope.ToString(), command.Reason],
                cancellationToken
            );
        }
        catch (StoreUnavailableException) when (command.Action == CommandAction.Kill)
        {
            return (null, null);
        }
    }

    /// <summary>
    /// What is known of the command and its scope. Nothing, for a kill while the store is away: it must be possible to kill even
    /// then.
    /// </summary>
    private async Task<(HandledCommand? Handled, ScopeRecord? Record)> LookUpAsync(Command command, CancellationToken cancellationToken)
    {
        try
        {
            return (
                await commands.FindAsync(command.CmdId, cancellationToken),
                await services.Scopes.LoadAsync(command.Scope, cancellationToken)
            );
        }
        catch (StoreUnavailableException) when (command.Action == CommandAction.Kill)
        {
            // The command stands in its topic; the intake, which checks all of this again, gives it effect when the store is back.
            return (null, null);
        }
    }

    /// <summary>What the intake would refuse a moment later, said at once. The intake decides.</summary>
    private async Task<Refusal?> ObjectionAsync(ScopeRecord record, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            var names = await approvers.ListAsync(cancellationToken);
            return AskUnkill.Objection(record, actor.Person, names, services.Settings.QuorumFor(record.Scope, requesterVerified: true));
        }
        catch (DirectoryUnavailableException)
        {
            return new(RefusalCode.DependencyUnavailable, "Who could approve is not known just now. Ask for the unkill again in a moment.");
        }
    }

    private static CommandReceipt Receipt(Command command, string? incidentId) =>
        new(command.CmdId, command.Scope, command.Action, command.Ts, command.CorrId, incidentId,
            command.Action == CommandAction.Kill
                ? $"The kill of {command.Scope} is commanded. GET /state shows when it is in force."
                : $"The unkill of {command.Scope} is asked for. It stays killed until somebody else approves; the approvers get a link.");

    /// <summary>The bytes the record will carry: <see cref="ICommandLog"/> writes contracts as <see cref="ContractsJson"/> does.</summary>
    private static byte[] Bytes(Command command) => JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Default.Command);
}
