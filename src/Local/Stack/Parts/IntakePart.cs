using KillSwitch.Kafka.Commands;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>
/// Turns commands into incidents. Before that it brings the state topic in order, and only then announces Kafka to routers
/// and clients: nobody can be let by on a topic that has forgotten its kills.
/// </summary>
internal sealed class IntakePart : IStackPart
{
    private const string Group = "killswitch-intake";
    private static readonly TimeSpan RecoverEvery = TimeSpan.FromMinutes(1);

    public string Name => PartNames.Intake;

    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        var kafka = await context.BrokerAsync(cancellationToken);
        var workflow = await context.WorkflowAsync(cancellationToken);
        await context.EndpointAsync(e => e.StateMachineArn, cancellationToken);
        var recovery = new IncidentRecovery(workflow.Services, new StateTopic(kafka, context.Loggers));
        Tell(context, await recovery.RunAsync(cancellationToken));
        await context.Endpoints.UpdateAsync(e => e with { Bootstrap = kafka.Bootstrap }, cancellationToken);
        var intake = new CommandIntake(workflow.Services, workflow.Commands, workflow.Approvers, workflow.Attestation);
        context.Run(Name, ct => new CommandConsumer(kafka, Group, context.Time, context.Loggers).RunAsync(intake.HandleAsync, ct));
        context.Run("recovery", ct => RecoverAsync(context, recovery, ct));
    }

    private static async Task RecoverAsync(StackContext context, IncidentRecovery recovery, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(RecoverEvery, context.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            Tell(context, await recovery.RunAsync(cancellationToken));
    }

    private static void Tell(StackContext context, RecoveryReport report)
    {
        if (report.Republished.Count > 0)
            context.Say($"the state topic had no record of {string.Join(", ", report.Republished)}: KILLED published again, before any router may answer");
        if (report.Repaired.Count > 0)
            context.Say($"REPAIRED: the state topic contradicted the open incidents of {string.Join(", ", report.Repaired)}; KILLED published above it. Find out who wrote to it: GET /audit");
        if (report.Adopted.Count > 0)
            context.Say($"ADOPTED: {string.Join(", ", report.Adopted)} was KILLED in the state topic without an incident; one was opened, so that two people can restore it");
        if (report.ExecutionsStarted.Count > 0)
            context.Say($"executions started again for {string.Join(", ", report.ExecutionsStarted)}");
    }
}
