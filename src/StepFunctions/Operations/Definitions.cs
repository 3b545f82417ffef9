using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Reads definitions that calls bring.</summary>
internal static class Definitions
{
    /// <exception cref="DefinitionException">It is not valid.</exception>
    public static async Task<StateMachine> ReadAsync(Engine engine, string definition, CancellationToken cancellationToken)
    {
        var machine = StateMachine.Parse(definition, engine);
        await machine.CheckExpressionsAsync(engine.Jsonata, cancellationToken).ConfigureAwait(false);
        return machine;
    }

    public static async Task CheckAsync(Engine engine, string definition, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(engine, definition, cancellationToken).ConfigureAwait(false);
        }
        catch (DefinitionException invalid)
        {
            throw WireException.InvalidDefinition(invalid.Message);
        }
    }
}
