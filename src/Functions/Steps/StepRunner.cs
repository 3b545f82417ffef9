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
    public Task<Stream> RunAsync(string step, Stream input, ILambdaContext context) =>
        Ended.Of(RunAsync(step, input, context, steps.InvokeAsync));

    /// <summary>Runs one step, an incident's or a change's, with what logs name its run by.</summary>
    internal static async Task<Stream> RunAsync(
        string step,
        Stream input,
        ILambdaContext context,
        Func<string, ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>> invoke
    )
    {
        using var deadline = Deadline.Of(context);
        using var buffer = new MemoryStream();
        await input.CopyToAsync(buffer, deadline.Token);
        var payload = buffer.ToArray();
        var run = StepPayload.Of(payload);
        Logger.AppendKey("correlation_id", run.CorrId ?? run.ChangeId ?? "");
        Logger.AppendKey("incident_id", run.IncidentId ?? "");
        Logger.AppendKey("change_id", run.ChangeId ?? "");
        Logger.AppendKey("attempt", run.Attempt ?? 0);
        return new MemoryStream(await invoke(step, payload, deadline.Token));
    }
}
