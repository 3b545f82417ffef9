using System.Text.Json.Serialization.Metadata;

namespace KillSwitch.Local.Steps;

/// <summary>The functions that <see cref="StepsEndpoint"/> serves, by the name they are deployed under. Filled once, before it starts.</summary>
public sealed class StepRegistry
{
    private readonly Dictionary<string, StepFunction> _functions = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _functions.Keys;

    /// <summary>Adds a step.</summary>
    /// <param name="name">As in the state machine and on AWS.</param>
    /// <param name="run">The step; what it throws reaches the state machine under its class name.</param>
    /// <param name="input">Source-generated JSON of what it takes.</param>
    /// <param name="output">Source-generated JSON of what it gives.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public StepRegistry Register<TIn, TOut>(
        string name,
        Func<TIn, CancellationToken, Task<TOut>> run,
        JsonTypeInfo<TIn> input,
        JsonTypeInfo<TOut> output)
    {
        _functions.Add(name, TypedStep.Of(run, input, output));
        return this;
    }

    internal bool TryGet(string name, out StepFunction function) => _functions.TryGetValue(name, out function!);
}
