using KillSwitch.Api.Health;
using KillSwitch.Kafka.Commands;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Recovery;
using KillSwitch.Local.Stack.Rehearsal;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Incidents.Recovery;
using KillSwitch.Workflows.LimitChanges.Recovery;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>
/// Turns commands into incidents. Before that it brings the state topic in order, and only then announces Kafka to routers
/// and clients: nobody can be let by on a topic that has forgotten its kills.
/// </summary>
internal sealed class IntakePart : IStackPart
{
    private const string Group = "killswitch-intake";

    private KillGuard? _guard;
    private CommandConsumer? _consumer;

    private static readonly TimeSpan s_usual = TimeSpan.FromSeconds(5);

    private TimeProvider? _time;

    public string Name => PartNames.Intake;

    public IEnumerable<PartHealth> Health
    {
        get
        {
            if (_guard is not { } guard || _consumer is not { } consumer)
                return [new(Name, false, "starting")];
            var now = _time!.GetUtcNow();
            if (guard.Expected is [var oldest, ..] && now - DateTimeOffset.FromUnixTimeMilliseconds(oldest.ReceivedTs) > s_usual)
                return [new(Name, false, $"{guard.Expected.Count} kills are not known to be in force, the oldest of {oldest.Scope}. {oldest.Trouble}".TrimEnd())];
            return consumer.Trouble is { } trouble && now - trouble.Since > s_usual
                ? [new(Name, false, $"a command is tried again and again since {trouble.Since:HH:mm:ss}Z: {trouble.Why}")]
                : [new(Name, true, "takes commands in")];
        }
    }

    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        var kafka = await context.BrokerAsync(cancellationToken);
        var workflow = await context.WorkflowAsync(cancellationToken);
        await context.EndpointAsync(Served.StateMachine, cancellationToken);
        var topic = new StateTopic(kafka, context.Time, context.Loggers);
        var recovery = new RecoveryLoop(new IncidentRecovery(workflow.Services, topic).RunAsync, context.Say, context.Time);
        await recovery.RunOnceAsync(cancellationToken);
        var limits = new LimitRecoveryLoop(
            new LimitTopicRecovery(workflow.Limits, new LimitsTopic(kafka, context.Loggers)).RunAsync,
            new LimitRecovery(workflow.Limits).RunAsync,
            context.Say,
            context.Time
        );
        await limits.RepublishAsync(cancellationToken);
        await context.Endpoints.UpdateAsync(e => e with { Bootstrap = kafka.Bootstrap }, cancellationToken);
        var intake = new CommandIntake(workflow.Services, workflow.Commands, workflow.Approvers, workflow.Attestation);
        var rehearsal = context.Options.Rehearses ? context.Keep(KillRehearsal.Begin(context, workflow)) : null;
        _time = context.Time;
        var guard = _guard = context.Keep(new KillGuard(workflow.Services, topic, workflow.Attestation, context.Say));
        var consumer = _consumer = new CommandConsumer(kafka, Group, context.Time, context.Loggers) { Received = guard.Expect };
        context.Run(Name, ct => consumer.RunAsync(
            async (command, handling) =>
            {
                rehearsal?.End();
                await intake.HandleAsync(command, handling);
                guard.Handled(command);
            },
            ct));
        context.Run("recovery", recovery.RunAsync);
        context.Run("recovery of limits", limits.RunAsync);
    }
}
