using KillSwitch.Kafka.Commands;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Recovery;
using KillSwitch.Local.Stack.Rehearsal;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Incidents.Recovery;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>
/// Turns commands into incidents. Before that it brings the state topic in order, and only then announces Kafka to routers
/// and clients: nobody can be let by on a topic that has forgotten its kills.
/// </summary>
internal sealed class IntakePart : IStackPart
{
    private const string Group = "killswitch-intake";

    public string Name => PartNames.Intake;

    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        var kafka = await context.BrokerAsync(cancellationToken);
        var workflow = await context.WorkflowAsync(cancellationToken);
        await context.EndpointAsync(e => e.StateMachineArn, cancellationToken);
        var recovery = new RecoveryLoop(
            new IncidentRecovery(workflow.Services, new StateTopic(kafka, context.Time, context.Loggers)).RunAsync,
            context.Say,
            context.Time
        );
        await recovery.RunOnceAsync(cancellationToken);
        await context.Endpoints.UpdateAsync(e => e with { Bootstrap = kafka.Bootstrap }, cancellationToken);
        var intake = new CommandIntake(workflow.Services, workflow.Commands, workflow.Approvers, workflow.Attestation);
        var rehearsal = context.Options.Rehearses ? context.Keep(KillRehearsal.Begin(context, workflow)) : null;
        context.Run(Name, ct => new CommandConsumer(kafka, Group, context.Time, context.Loggers).RunAsync(
            (command, handling) =>
            {
                rehearsal?.End();
                return intake.HandleAsync(command, handling);
            },
            ct));
        context.Run("recovery", recovery.RunAsync);
    }
}
