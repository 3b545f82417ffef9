using System.Text.Json;
using System.Text.Unicode;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// What can be read as a state, for routers and recovery alike: were they of two minds, a scope could be held back that nobody can
/// restore.
/// </summary>
public static class StateRecord
{
    /// <summary>
    /// How far a version, which is Unix ms, may be ahead of the reader's clock. One further ahead was not allocated by the workflow:
    /// were it believed, no state of the workflow could follow it until that time has come.
    /// </summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromHours(24);

    /// <param name="value">A record's value; null for a tombstone.</param>
    /// <param name="nowInMs">Unix ms, against which versions from the future are found.</param>
    /// <param name="why">Where it cannot be read, what is wrong, to follow "cannot be read:".</param>
    /// <returns>Null where it cannot be read.</returns>
    public static KillState? Read(byte[]? value, long nowInMs, out string why)
    {
        why = "";
        if (value is null)
        {
            why = "it was deleted (a record without a value)";
            return null;
        }
        if (!Utf8.IsValid(value))
        {
            why = "its value is not UTF-8 text";
            return null;
        }
        try
        {
            var state = JsonSerializer.Deserialize(value, ContractsJson.Default.KillState);
            why = state switch
            {
                null => "its value is null",
                { Version: <= 0 } => $"its version is {state.Version}",
                _ when IsFromTheFuture(state.Version, nowInMs) =>
                    $"its version {state.Version} is from the future; versions are Unix milliseconds",
                _ => "",
            };
            return why.Length == 0 ? state : null;
        }
        catch (JsonException e)
        {
            why = e.Path is null ? "its value is not JSON" : $"its value is not a state (at {e.Path})";
            return null;
        }
    }

    /// <summary>Whether nobody could have allocated that version yet.</summary>
    public static bool IsFromTheFuture(long version, long nowInMs) => version - (long)MaxAhead.TotalMilliseconds > nowInMs;
}
