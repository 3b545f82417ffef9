using System.Text.Json;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>
/// Every step by its function's name, JSON in and out: what serves the Lambda Invoke API locally. Safe for concurrent use.
/// </summary>
/// <param name="services">What steps work with.</param>
/// <param name="approvers">Who may approve. Asked for by the step that has to know: on AWS a function is given what its own step
/// needs.</param>
public sealed class IncidentSteps(IncidentServices services, Func<IApproverDirectory> approvers)
{
    /// <summary>By the function names, see <see cref="StepNames"/>.</summary>
    public IReadOnlyDictionary<string, StepFunction> Functions { get; } = new Dictionary<string, StepFunction>
    {
        [StepNames.OpenIncident] = Function(new OpenIncident(services).RunAsync),
        [StepNames.PublishKilled] = Function(new PublishKilled(services).RunAsync),
        [StepNames.NotifyOperators] = Function(new NotifyOperators(services).RunAsync),
        [StepNames.AwaitUnkillRequest] = Function(new AwaitUnkillRequest(services).RunAsync),
        [StepNames.Escalate] = Function(new Escalate(services).RunAsync),
        [StepNames.RequestApproval] = Function(new RequestApproval(services).RunAsync),
        [StepNames.ExpireApproval] = Function(new ExpireApproval(services).RunAsync),
        [StepNames.CheckSeparationOfDuties] = Function(new CheckSeparationOfDuties(services, approvers).RunAsync),
        [StepNames.PublishActive] = Function(new PublishActive(services).RunAsync),
        [StepNames.NotifyRestored] = Function(new NotifyRestored(services).RunAsync),
        [StepNames.CloseIncident] = Function(new CloseIncident(services).RunAsync),
    };

    /// <summary>Runs a step.</summary>
    /// <param name="name">One of <see cref="Functions"/>.</param>
    /// <param name="payload">The <see cref="StepInput"/> as JSON.</param>
    /// <param name="cancellationToken">Gives up; the step may have had its effect, and running it again is safe.</param>
    /// <returns>The <see cref="StepOutput"/> as JSON.</returns>
    /// <exception cref="KeyNotFoundException">No such function.</exception>
    /// <exception cref="JsonException">The payload is no step input.</exception>
    /// <remarks>Any other exception is the step's own: its class name is what the definition's Retry and Catch name.</remarks>
    public Task<byte[]> InvokeAsync(string name, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        Functions.TryGetValue(name, out var function)
            ? function(payload, cancellationToken)
            : throw new KeyNotFoundException($"There is no function '{name}'. Here are {string.Join(", ", Functions.Keys)}.");

    private static StepFunction Function(Func<StepInput, CancellationToken, Task<StepOutput>> step) => async (payload, cancellationToken) =>
    {
        var input = JsonSerializer.Deserialize(payload.Span, StepsJson.Default.StepInput)
            ?? throw new JsonException("The payload is null; a step needs its input.");
        return JsonSerializer.SerializeToUtf8Bytes(await step(input, cancellationToken), StepsJson.Default.StepOutput);
    };
}
