using System.Net;
using KillSwitch.Api.Health;
using KillSwitch.Hosting;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;
using KillSwitch.Kafka.Naming;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Acts;
using KillSwitch.Local.Api;
using KillSwitch.Local.Happenings;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Stack.Health;
using KillSwitch.StepFunctions;
using KillSwitch.WebConsole.Files;
using KillSwitch.WebConsole.Traces;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Naming;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>The operator API and the approval pages.</summary>
internal sealed class ApiPart(HealthFolder folder, Func<IReadOnlyList<PartHealth>> mine, Func<NearLimits?> nearest) : IStackPart
{
    public string Name => PartNames.Api;

    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        var kafka = await context.KafkaAsync(cancellationToken);
        var workflow = await context.WorkflowAsync(cancellationToken);
        var tokens = new LocalTokens(context.Options.Data.Path, context.Time);
        var executions = context.KeepDisposable(
            new StepFunctionsClient(async ct => new Uri(await context.EndpointAsync(Served.States, ct)), Workflow.StateMachineArn)
        );
        var parts = new OperatorEndpointParts
        {
            Actions = new OperatorActions(
                workflow.Services,
                workflow.CommandLog,
                workflow.Commands,
                workflow.IdempotencyKeys,
                workflow.Approvers,
                workflow.Attestation
            )
            {
                Seen = Seen(context, kafka),
            },
            Limits = new OperatorLimits(
                workflow.Limits,
                workflow.IdempotencyKeys,
                workflow.Approvers,
                context.Options.Limits
            ),
            Audits = new OperatorAudits(workflow.AuditIndex, workflow.AuditTopic, context.Time),
            Health = new InstallationHealth(mine, folder, Probes(context, workflow, kafka, executions).AskAsync, context.Time),
            Mailbox = workflow.Mailbox,
            Tokens = tokens,
            Sessions = new ConsoleSessions(context.Options.Data.Path, tokens),
            Pages = ConsoleFiles.Load(NodePackages.Directory),
            Executions = executions,
            MachinesOfOurs = new HashSet<string> { Workflow.StateMachineName, Workflow.LimitMachineName },
            Scenarios = context.Keep(new ScenarioPlay(kafka, context.Time)),
            Nearest = nearest,
            Topics = new TopicTail(kafka, context.Loggers).ReadToEndAsync,
            Traces = new TraceStore(context.Options.Data.Traces),
            Happenings = Watched(context, kafka),
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

    private static InstallationProbes Probes(
        StackContext context,
        Workflow workflow,
        KafkaSettings kafka,
        StepFunctionsClient executions
    ) => new(context, workflow, executions, context.KeepDisposable(new BrokerProbe(kafka, context.Loggers)));

    private static SeenNames Seen(StackContext context, KafkaSettings kafka)
    {
        var names = new SeenNames(context.Time);
        var follower = new SeenNamesFollower(kafka, names, context.Time);
        context.Run(PartNames.Api, follower.RunAsync);
        return names;
    }

    private RecentHappenings Watched(StackContext context, KafkaSettings kafka)
    {
        var recent = new RecentHappenings(context.Time);
        context.Run(PartNames.Api, ct => recent.FollowAsync(kafka, nearest, ct));
        return recent;
    }
}
