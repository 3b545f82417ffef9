using System.Net;
using KillSwitch.Hosting;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Server;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>Step Functions: the engine behind its wire API, with the definitions of incidents and of changes of limits deployed.</summary>
internal sealed class EnginePart : IStackPart
{
    public string Name => PartNames.Engine;

    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        var steps = new Uri(await context.EndpointAsync(Served.Steps, cancellationToken));
        var server = context.Keep(await StepFunctionsServer.StartAsync(
            new StepFunctionsOptions
            {
                Listen = new IPEndPoint(IPAddress.Loopback, context.Options.Ports.States),
                DataDirectory = context.Options.Data.Engine,
                LambdaEndpoint = context.Options.LambdaEndpoint ?? steps,
                // Asked for at each call: the steps may come back on another port.
                FunctionEndpoints = StepNames.ByPlaceholder.Values.Concat(LimitStepNames.ByPlaceholder.Values).ToDictionary(
                    step => step,
                    Func<Uri> (_) => () => context.Endpoints.Read().Steps is { } now ? new Uri(now) : steps
                ),
                NodeDirectory = NodePackages.Directory,
                AccountId = Workflow.AccountId,
                KeepsTokensOf = new HashSet<string> { Workflow.StateMachineName, Workflow.LimitMachineName },
                ShowTaskTokens = context.Options.ShowTaskTokens,
                BeforeJournalSync = context.Options.BeforeJournalSync,
                BeforeStart = context.Options.BeforeStart,
            },
            context.Time,
            context.Loggers,
            cancellationToken));
        context.Engine = server;
        // Half an engine would take kills in and publish none of them.
        context.Run("journal", async ct => throw await server.Broken.WaitAsync(ct));
        var states = Endpoints.Base(server.Endpoint);
        var client = context.KeepDisposable(new StepFunctionsClient(server.Endpoint, Workflow.StateMachineArn));
        await StateMachines.DeployAsync(client, cancellationToken);
        context.Run("definitions", new DefinitionKeeper(client, context.Say, context.Time).RunAsync);
        await context.Endpoints.UpdateAsync(e => e with { States = states, StateMachineArn = Workflow.StateMachineArn }, cancellationToken);
    }
}
