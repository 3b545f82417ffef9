using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.StepFunctions.Invoke;

/// <summary>
/// The functions that <see cref="StepsEndpoint"/> serves, by the name they are deployed under. Filled once, before it starts.
/// </summary>
public sealed class StepRegistry
{
    private readonly Dictionary<string, StepFunction> _functions = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _functions.Keys;

    /// <summary>All steps of an incident.</summary>
    public static StepRegistry Of(IncidentSteps steps)
    {
        var registry = new StepRegistry();
        foreach (var name in steps.Names)
            registry.Register(name, (input, cancellationToken) => steps.InvokeAsync(name, input, cancellationToken));
        return registry;
    }

    /// <summary>Adds a function.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public StepRegistry Register(string name, StepFunction function)
    {
        _functions.Add(name, function);
        return this;
    }

    internal bool TryGet(string name, out StepFunction function) => _functions.TryGetValue(name, out function!);
}
