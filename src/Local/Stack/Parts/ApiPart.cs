using System.Net;
using KillSwitch.Api.Health;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;
using KillSwitch.Local.Api;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Stack.Health;
using KillSwitch.StepFunctions;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>The operator API and the approval pages.</summary>
internal sealed class ApiPart(HealthFolder folder, Func<IReadOnlyList<PartHealth>> mine) : IStackPart
{
    public string Name => PartNames.Api;

    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        var kafka = await context.KafkaAsync(cancellationToken);
        var workflow = await context.WorkflowAsync(cancellationToken);
        var parts = new OperatorEndpointParts
        {
            Actions = new OperatorActions(
                workflow.Services,
                workflow.CommandLog,
                workflow.Commands,
                workflow.IdempotencyKeys,
                workflow.Approvers,
                workflow.Attestation
            ),
            Audits = new OperatorAudits(workflow.AuditIndex, workflow.AuditTopic, context.Time),
            Health = new InstallationHealth(mine, folder, Probes(context, workflow, kafka).AskAsync, context.Time),
            Mailbox = workflow.Mailbox,
            Tokens = new LocalTokens(context.Options.Data.Path, context.Time),
            Time = context.Time,
            Logs = context.Loggers,
        };
        var api = context.Keep(
            await OperatorEndpoint.StartAsync(
                parts,
                new OperatorEndpointOptions { Listen = new IPEndPoint(IPAddress.Loopback, context.Options.Ports.Api) },
                cancellationToken
            )
        );
        await context.Endpoints.UpdateAsync(e => e with { Api = Endpoints.Base(api.Endpoint) }, cancellationToken);
    }

    private static InstallationProbes Probes(StackContext context, Workflow workflow, KafkaSettings kafka)
    {
        var states = new StepFunctionsClient(
            async ct => new Uri(await context.EndpointAsync(Served.States, ct)),
            Workflow.StateMachineArn
        );
        var broker = new BrokerProbe(kafka, context.Loggers);
        return new InstallationProbes(context, workflow, context.KeepDisposable(states), context.KeepDisposable(broker));
    }
}
