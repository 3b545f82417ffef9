using System.Net;
using KillSwitch.StepFunctions.LambdaEndpoint;
using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>The workflow's steps behind Lambda's Invoke API, under the names they are deployed under.</summary>
internal sealed class StepsPart : IStackPart
{
    public string Name => PartNames.Steps;

    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        var workflow = await context.WorkflowAsync(cancellationToken);
        var options = new StepsOptions { Listen = new IPEndPoint(IPAddress.Loopback, context.Options.Ports.Steps) };
        var endpoint = context.Keep(await StepsEndpoint.StartAsync(
            new IncidentSteps(workflow.Services).Functions, options, context.Time, context.Loggers, cancellationToken));
        await context.Endpoints.UpdateAsync(e => e with { Steps = Endpoints.Base(endpoint.Endpoint) }, cancellationToken);
    }
}
