using System.Diagnostics;
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
using KillSwitch.Workflows.Waiting;

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
    /// <summary>
    /// All that a kill asks the store for, before it is appended, may take this long together: none of it is worth a wait.
    /// </summary>
    private static readonly TimeSpan s_lookUpsFor = TimeSpan.FromMilliseconds(400);

    /// <summary>How long a kill's answer waits at most for what it could say of its scope's name.</summary>
    private static readonly TimeSpan s_namesFor = TimeSpan.FromMilliseconds(20);

    /// <summary>What orders named of late.</summary>
    public ISeenNames Seen { get; set; } = NothingSeen.Instance;

    public Task<Outcome<CommandReceipt>> KillAsync(Actor actor, CommandRequest request, CancellationToken cancellationToken) =>
        CommandAsync(actor, request, CommandAction.Kill, Permission.Kill, Audits.KillRequested, cancellationToken);

    public Task<Outcome<CommandReceipt>> UnkillAsync(Actor actor, CommandRequest request, CancellationToken cancellationToken) =>
        CommandAsync(actor, request, CommandAction.Unkill, Permission.AskUnkill, Audits.UnkillRequested, cancellationToken);

    private async Task<Outcome<CommandReceipt>> CommandAsync(
        Actor actor, CommandRequest request, CommandAction action, Permission permission, string act, CancellationToken cancellationToken)
    {
        using var span = Spans.Api.StartActivity(act);
        var scope = Scope.TryParse(request.Scope, out var parsed, out var notAScope) ? parsed : (Scope?)null;
        var isKill = action == CommandAction.Kill;
        var unusable = IdempotencyKey.Check(request.IdempotencyKey);
        // Bookkeeping keeps nobody from killing: a key that is of no use is ignored, and the answer says so.
        var badKey = isKill ? unusable : null;
        var key = badKey is null ? request.IdempotencyKey : null;
        var cmdId = IdempotencyKeys.CmdId(actor, key);
        var reason = isKill && request.Reason is { } given ? CommandText.CutReason(given) : request.Reason;
        var refusal = Permissions.Check(actor, permission)
            ?? (notAScope is null ? null : new Refusal(RefusalCode.ScopeInvalid, notAScope))
            ?? CommandText.CheckReason(reason)
            ?? (isKill ? null : unusable);
        if (refusal is not null)
            return await RefuseAsync(refusal);
        var command = new Command(cmdId, services.NowMs(), scope!.Value, action, reason!, actor.Id, CorrId: cmdId);
        var known = await LookUpAsync(actor, key, act, command, cancellationToken);
        if (known.KeyOfAnother(command) is { } taken)
        {
            if (!isKill)
                return await RefuseAsync(taken);
            badKey = taken;
            cmdId = IdempotencyKeys.CmdId(actor, null);
            command = command with { CmdId = cmdId, CorrId = cmdId };
            known = known.WithoutKey;
        }
        command = known.Key.Use is { } first ? command with { Ts = first.FirstTs } : command;
        if (known.Handled is { } handled)
            return await ReplayAsync(command, handled, known.Record, cancellationToken);
        if (action == CommandAction.Unkill
            && known.Record is { } record
            && record.Recall(cmdId) is null
            && await ObjectionAsync(record, actor, cancellationToken) is { } objection)
        {
            return await RefuseAsync(objection);
        }
        // The kill comes first, its audit after: a kill does not wait for the audit, and a repeat under the same key is harmless.
        await log.AppendAsync(command, attestation.Sign(Bytes(command)), TraceContext.Current, cancellationToken);
        var unseen = UnseenAsync(command, cancellationToken);
        var incidentId = known.Record?.OpenIncident?.IncidentId ?? IncidentNames.IncidentId(command.Scope, cmdId);
        var noted = badKey is null ? "" : " (Its Idempotency-Key was ignored.)";
        await AuditAsync(StepAudit.Ok, $"{action.ToString().ToUpperInvariant()}: {command.Reason}{noted}", null, incidentId);
        var receipt = CommandReceipts.Of(
            command,
            known.Record?.OpenIncident,
            incidentId,
            known.Key.IsRepeat,
            isCut: reason != request.Reason,
            badKey
        );
        return CommandReceipts.With(receipt, await unseen);

        async Task<Outcome<CommandReceipt>> RefuseAsync(Refusal no)
        {
            Activity.Current?.SetStatus(ActivityStatusCode.Error, no.Message);
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
    /// What is known of the key, the command and its scope. Nothing, for a kill while the store is away or takes its time: it must be
    /// possible to kill even then. The command stands in its topic; the intake, which checks all of this again, gives it effect, and its
    /// id, made of the key, still makes a repeat the same command.
    /// </summary>
    private async Task<KnownCommand> LookUpAsync(
        Actor actor, string? idempotencyKey, string act, Command command, CancellationToken cancellationToken)
    {
        if (command.Action != CommandAction.Kill)
            return await AskStoreAsync(cancellationToken);
        try
        {
            return await services.Time.WithinAsync(s_lookUpsFor, AskStoreAsync, cancellationToken);
        }
        catch (Exception e) when (e is StoreUnavailableException or TimeoutException)
        {
            return KnownCommand.Nothing;
        }

        async Task<KnownCommand> AskStoreAsync(CancellationToken limited)
        {
            var key = await keys.ClaimAsync(
                actor, idempotencyKey, act, command.CmdId, command.Ts, [command.Scope.ToString(), command.Reason], limited);
            if (key.Refusal is null)
                return new(key, await commands.FindAsync(command.CmdId, limited), await services.Scopes.LoadAsync(command.Scope, limited));
            return new(key, null, command.Action == CommandAction.Kill ? await services.Scopes.LoadAsync(command.Scope, limited) : null);
        }
    }

    /// <summary>What became of a command that was given before, under the same key: it has its effect once.</summary>
    private async Task<CommandReceipt> ReplayAsync(
        Command command, HandledCommand handled, ScopeRecord? record, CancellationToken cancellationToken)
    {
        var unseen = UnseenAsync(command, cancellationToken);
        var its = record?.Incident is { } latest && latest.IncidentId == handled.IncidentId
            ? latest
            : await ClosedAsync(handled.IncidentId, cancellationToken);
        return CommandReceipts.With(CommandReceipts.Replayed(command, handled, its, record?.OpenIncident), await unseen);
    }

    /// <summary>
    /// What is known now of the name of a scope that is killed; null where there is nothing to say, and where that is not there in time:
    /// the kill is taken, and nothing that goes wrong here may keep its answer back.
    /// </summary>
    private async Task<UnseenScope?> UnseenAsync(Command command, CancellationToken cancellationToken)
    {
        if (command.Action != CommandAction.Kill)
            return null;
        try
        {
            return await services.Time.WithinAsync(s_namesFor, limited => Seen.LookAsync(command.Scope, limited), cancellationToken);
        }
        catch (Exception)
        {
            return null;
        }
    }

    private async Task<Incident?> ClosedAsync(string? incidentId, CancellationToken cancellationToken)
    {
        try
        {
            return incidentId is null ? null : (await services.Incidents.FindAsync(incidentId, cancellationToken))?.Closed;
        }
        catch (StoreUnavailableException)
        {
            return null;
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

    /// <summary>The bytes the record will carry: <see cref="ICommandLog"/> writes contracts as <see cref="ContractsJson"/> does.</summary>
    private static byte[] Bytes(Command command) => JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Default.Command);

    private sealed record KnownCommand(ClaimedKey Key, HandledCommand? Handled, ScopeRecord? Record)
    {
        public static KnownCommand Nothing { get; } = new(ClaimedKey.None, null, null);

        /// <summary>As it is known of a command that has no key.</summary>
        public KnownCommand WithoutKey => this with { Key = ClaimedKey.None, Handled = null };

        /// <summary>Why the key belongs to something else than this command; null where it does not.</summary>
        public Refusal? KeyOfAnother(Command command) =>
            Key.Refusal
            ?? (Handled is not { } it || it.Scope == command.Scope && it.Action == command.Action && it.Reason == command.Reason
                ? null
                : new(
                    RefusalCode.IdempotencyKeyReused,
                    $"The idempotency key was used before, for {it.Action.ToString().ToUpperInvariant()} of {it.Scope}. Send a new key with a new command."
                ));
    }
}
