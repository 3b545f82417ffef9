using System.Text.Json;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Routing;

/// <summary>What can be read as a state, for routers and recovery alike: were they of two minds, a scope could be held back that nobody can restore.</summary>
public static class StateRecord
{
    /// <param name="value">A record's value; null for a tombstone.</param>
    /// <param name="why">Where it cannot be read, what is wrong, to follow "cannot be read:".</param>
    /// <returns>Null where it cannot be read.</returns>
    public static KillState? Read(byte[]? value, out string why)
    {
        why = "";
        if (value is null)
        {
            why = "it was deleted (a record without a value)";
            return null;
        }
        try
        {
            var state = JsonSerializer.Deserialize(value, ContractsJson.Default.KillState);
            if (state is { Version: > 0 })
                return state;
            why = state is null ? "its value is null" : $"its version is {state.Version}";
            return null;
        }
        catch (JsonException e)
        {
            why = e.Path is null ? "its value is not JSON" : $"its value is not a state (at {e.Path})";
            return null;
        }
    }
}
