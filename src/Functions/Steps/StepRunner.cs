using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using KillSwitch.Aws.Events;
using KillSwitch.Functions.Hosting;
using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.Functions.Steps;

/// <summary>
/// Runs one step of an incident: JSON in, JSON out, as on one machine. What it throws reaches the state machine under its class
/// name.
/// </summary>
public sealed class StepRunner(IncidentSteps steps)
{
    /// <param name="step">One of <see cref="Workflows.Incidents.Steps.StepNames"/>.</param>
    /// <param name="input">Its payload.</param>
    /// <param name="context">Says how long there is.</param>
    public Task<Stream> RunAsync(string step, Stream input, ILambdaContext context) => Ended.Of(RunOneAsync(step, input, context));

    private async Task<Stream> RunOneAsync(string step, Stream input, ILambdaContext context)
    {
        using var deadline = Deadline.Of(context);
        using var buffer = new MemoryStream();
        await input.CopyToAsync(buffer, deadline.Token);
        var payload = buffer.ToArray();
        var run = StepPayload.Of(payload);
        Logger.AppendKey("correlation_id", run.CorrId ?? "");
        Logger.AppendKey("incident_id", run.IncidentId ?? "");
        Logger.AppendKey("attempt", run.Attempt ?? 0);
        return new MemoryStream(await steps.InvokeAsync(step, payload, deadline.Token));
    }
}
