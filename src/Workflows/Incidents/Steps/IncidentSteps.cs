namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>Every step by its function's name, JSON in and out: what serves the Lambda Invoke API locally.</summary>
public sealed class IncidentSteps(StepServices services)
{
    /// <summary>The function names, see <see cref="StepNames"/>.</summary>
    public IReadOnlyCollection<string> Names { get; } = [.. StepNames.ByPlaceholder.Values];

    /// <summary>Runs a step.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="payload">The <see cref="StepInput"/> as JSON.</param>
    /// <param name="cancellationToken">Gives up; the step may have had its effect, and running it again is safe.</param>
    /// <returns>The <see cref="StepOutput"/> as JSON.</returns>
    /// <exception cref="KeyNotFoundException">No such function.</exception>
    /// <exception cref="System.Text.Json.JsonException">The payload is no step input.</exception>
    /// <remarks>Any other exception is the step's own: its class name is what the definition's Retry and Catch name.</remarks>
    public Task<byte[]> InvokeAsync(string name, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        _ = (services, name, payload, cancellationToken);
        throw new NotImplementedException();
    }
}
