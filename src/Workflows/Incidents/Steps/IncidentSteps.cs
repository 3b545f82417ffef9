using System.Text.Json;
using KillSwitch.Workflows.Incidents.Effects;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>
/// Every step by its function's name, JSON in and out: what serves the Lambda Invoke API locally. Safe for concurrent use.
/// </summary>
public sealed class IncidentSteps(IncidentServices services)
{
    private readonly Dictionary<string, Func<StepInput, CancellationToken, Task<StepOutput>>> _steps = new()
    {
        [StepNames.OpenIncident] = new OpenIncident(services).RunAsync,
        [StepNames.PublishKilled] = new PublishKilled(services).RunAsync,
        [StepNames.NotifyOperators] = new NotifyOperators(services).RunAsync,
        [StepNames.AwaitUnkillRequest] = new AwaitUnkillRequest(services).RunAsync,
        [StepNames.Escalate] = new Escalate(services).RunAsync,
        [StepNames.RequestApproval] = new RequestApproval(services).RunAsync,
        [StepNames.ExpireApproval] = new ExpireApproval(services).RunAsync,
        [StepNames.CheckSeparationOfDuties] = new CheckSeparationOfDuties(services).RunAsync,
        [StepNames.PublishActive] = new PublishActive(services).RunAsync,
        [StepNames.NotifyRestored] = new NotifyRestored(services).RunAsync,
        [StepNames.CloseIncident] = new CloseIncident(services).RunAsync,
    };

    /// <summary>The function names, see <see cref="StepNames"/>.</summary>
    public IReadOnlyCollection<string> Names => _steps.Keys;

    /// <summary>Runs a step.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="payload">The <see cref="StepInput"/> as JSON.</param>
    /// <param name="cancellationToken">Gives up; the step may have had its effect, and running it again is safe.</param>
    /// <returns>The <see cref="StepOutput"/> as JSON.</returns>
    /// <exception cref="KeyNotFoundException">No such function.</exception>
    /// <exception cref="JsonException">The payload is no step input.</exception>
    /// <remarks>Any other exception is the step's own: its class name is what the definition's Retry and Catch name.</remarks>
    public async Task<byte[]> InvokeAsync(string name, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (!_steps.TryGetValue(name, out var step))
            throw new KeyNotFoundException($"There is no function '{name}'. Here are {string.Join(", ", Names)}.");
        var input = JsonSerializer.Deserialize(payload.Span, StepsJson.Default.StepInput)
            ?? throw new JsonException("The payload is null; a step needs its input.");
        return JsonSerializer.SerializeToUtf8Bytes(await step(input, cancellationToken), StepsJson.Default.StepOutput);
    }
}
