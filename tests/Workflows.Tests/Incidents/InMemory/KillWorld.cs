using System.Text;
using System.Text.Json;
using KillSwitch.Tests;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Incidents.Recovery;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Signing;

namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

/// <summary>Everything around the incidents, in memory, with the real definition, the real steps and the real rules.</summary>
internal sealed class KillWorld
{
    public static readonly Actor Alice = new(new("alice"), new HashSet<Role> { Role.Operator });
    public static readonly Actor Bob = new(new("bob"), new HashSet<Role> { Role.Approver });
    public static readonly Actor Carol = new(new("carol"), new HashSet<Role> { Role.Approver });
    public static readonly Actor Erin = new(new("erin"), new HashSet<Role> { Role.Operator, Role.Approver });
    public static readonly Actor Dave = new(new("dave"), new HashSet<Role> { Role.Observer });


    private int _commands;

    public KillWorld(IncidentSettings? settings = null)
    {
        Scopes = new MemoryScopeStore(Faults);
        Incidents = new MemoryIncidentStore(Faults);
        Commands = new MemoryCommandStore(Faults);
        Keys = new MemoryIdempotencyStore(Faults);
        Topic = new StateTopic(Faults);
        Audit = new MemoryAudit(Faults);
        Mail = new MemoryNotifier(Faults);
        CommandLog = new MemoryCommandLog(Faults);
        Engine = new Engine(Faults, Time);
        Services = new IncidentServices
        {
            Scopes = Scopes,
            Incidents = Incidents,
            Executions = Engine,
            States = Topic,
            Audit = Audit,
            Notifier = Mail,
            Links = new ApprovalLinks(Encoding.ASCII.GetBytes("another key of at least 32 bytes, for tests")),
            Settings = (settings ?? new IncidentSettings()).Validated(),
            Time = Time,
        };
        Engine.Steps = new IncidentSteps(Services, () => Directory);
        Intake = new CommandIntake(Services, Commands, Directory, Attestation);
        Operators = new OperatorActions(Services, CommandLog, Commands, Keys, Directory, Attestation);
        Audits = new OperatorAudits(AuditIndex, AuditIndex, Time);
        Recovery = new IncidentRecovery(Services, Topic);
    }

    public CommandAttestation Attestation { get; } = new(Encoding.ASCII.GetBytes("a key of at least 32 bytes, for tests"));
    public WatchedTimeProvider Time { get; } = new();
    public Faults Faults { get; } = new();
    public MemoryScopeStore Scopes { get; }
    public MemoryIncidentStore Incidents { get; }
    public MemoryCommandStore Commands { get; }
    public MemoryIdempotencyStore Keys { get; }
    public StateTopic Topic { get; }
    public MemoryAudit Audit { get; }
    public MemoryNotifier Mail { get; }
    public MemoryDirectory Directory { get; } = new();
    public MemoryCommandLog CommandLog { get; }
    public Engine Engine { get; }
    public IncidentServices Services { get; }
    public CommandIntake Intake { get; }
    public OperatorActions Operators { get; }
    public MemoryAuditIndex AuditIndex { get; } = new();
    public OperatorAudits Audits { get; }
    public IncidentRecovery Recovery { get; }

    /// <summary>A command as the detector, or whoever else writes to the topic, sends it.</summary>
    public ReceivedCommand Command(
        Scope scope,
        CommandAction action,
        string triggeredBy = "detector",
        string? cmdId = null,
        bool attested = false
    )
    {
        var command = new Command(
            cmdId ?? $"cmd-{++_commands}",
            Time.GetUtcNow().ToUnixTimeMilliseconds(),
            scope,
            action,
            $"reason {_commands}",
            triggeredBy,
            "corr"
        );
        var bytes = JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Default.Command);
        var signed = attested ? Attestation.Sign(bytes) : null;
        return new ReceivedCommand(bytes, scope.ToString(), signed, null, $"commands-0@{_commands}", command.Ts);
    }

    public Task KillAsync(Scope scope, string? cmdId = null) =>
        Intake.HandleAsync(Command(scope, CommandAction.Kill, cmdId: cmdId), CancellationToken.None);

    public Task AskAsync(Scope scope, Actor actor) =>
        Intake.HandleAsync(Command(scope, CommandAction.Unkill, actor.Id, attested: true), CancellationToken.None);

    /// <summary>Lets every execution go on until it waits for people or has ended.</summary>
    public async Task FlowAsync()
    {
        while (Engine.Executions.Values.FirstOrDefault(Engine.CanStep) is { } execution)
            await Engine.StepAsync(execution);
    }

    /// <summary>The id in the latest callback link that was sent.</summary>
    public string Link => Mail.Sent.Last(mail => mail.Kind == NotificationKind.ApprovalRequested).LinkId!;

    public Task<Refusals.Outcome<DecisionReceipt>> DecideAsync(Actor actor, string verdict, string? key = null, string? link = null) =>
        Operators.DecideAsync(actor, link ?? Link, verdict, $"{actor.Name} says so", key, CancellationToken.None);

    public Incident Incident(Scope scope) =>
        Scopes[scope].Incident ?? throw new InvalidOperationException($"{scope} never had an incident.");

    public Execution Execution(Scope scope) => Engine.Of(scope).Last();
}
