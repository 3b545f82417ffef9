using System.Text.Json;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Effects;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.LimitChanges.Steps;

/// <summary>
/// Every step of a change by its function's name, JSON in and out: what serves the Lambda Invoke API locally. Safe for concurrent use.
/// </summary>
/// <param name="services">What steps work with.</param>
/// <param name="approvers">Who may approve. Asked for by the step that has to know.</param>
public sealed class LimitSteps(LimitServices services, Func<IApproverDirectory> approvers)
{
    /// <summary>By the function names, see <see cref="LimitStepNames"/>.</summary>
    public IReadOnlyDictionary<string, StepFunction> Functions { get; } = new Dictionary<string, StepFunction>
    {
        [LimitStepNames.OpenLimitChange] = Function(new OpenLimitChange(services).RunAsync),
        [LimitStepNames.RequestLimitApproval] = Function(new RequestLimitApproval(services).RunAsync),
        [LimitStepNames.ExpireLimitApproval] = Function(new ExpireLimitApproval(services).RunAsync),
        [LimitStepNames.CheckLimitApproval] = Function(new CheckLimitApproval(services, approvers).RunAsync),
        [LimitStepNames.PublishLimit] = Function(new PublishLimit(services).RunAsync),
        [LimitStepNames.NotifyLimitChange] = Function(new NotifyLimitChange(services).RunAsync),
        [LimitStepNames.RevertLimit] = Function(new RevertLimit(services).RunAsync),
        [LimitStepNames.CloseLimitChange] = Function(new CloseLimitChange(services).RunAsync),
    };

    /// <summary>Runs a step.</summary>
    /// <param name="name">One of <see cref="Functions"/>.</param>
    /// <param name="payload">The <see cref="LimitStepInput"/> as JSON.</param>
    /// <param name="cancellationToken">Gives up; the step may have had its effect, and running it again is safe.</param>
    /// <returns>The <see cref="LimitStepOutput"/> as JSON.</returns>
    /// <exception cref="KeyNotFoundException">No such function.</exception>
    /// <exception cref="JsonException">The payload is no step input.</exception>
    public Task<byte[]> InvokeAsync(string name, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        Functions.TryGetValue(name, out var function)
            ? function(payload, cancellationToken)
            : throw new KeyNotFoundException($"There is no function '{name}'. Here are {string.Join(", ", Functions.Keys)}.");

    private static StepFunction Function(Func<LimitStepInput, CancellationToken, Task<LimitStepOutput>> step) =>
        async (payload, cancellationToken) =>
        {
            var input = JsonSerializer.Deserialize(payload.Span, LimitStepsJson.Default.LimitStepInput)
                ?? throw new JsonException("The payload is null; a step needs its input.");
            return JsonSerializer.SerializeToUtf8Bytes(await step(input, cancellationToken), LimitStepsJson.Default.LimitStepOutput);
        };
}
