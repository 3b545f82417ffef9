using System.Globalization;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Local.Acts;

/// <summary>How a scope stands, in words.</summary>
internal static class Standing
{
    public static string Word(Enforcement enforcement) => enforcement switch
    {
        Enforcement.Commanded => "commanded",
        Enforcement.InForce => "in force",
        Enforcement.Restoring => "restoring",
        _ => "restored",
    };

    /// <summary>With the other kills that hold its orders all the same.</summary>
    public static string Words(ScopeStateView state) =>
        state.HeldBy.Count == 0 ? Word(state.Enforcement) : $"{Word(state.Enforcement)}, held by {string.Join(", ", state.HeldBy)}";

    public static string Sentence(ScopeStateView state) => state.Enforcement switch
    {
        Enforcement.Commanded => $"{state.Scope}: a kill is commanded and not in force yet: orders still flow.",
        Enforcement.InForce => $"{state.Scope}: in force since {Clock(state.InForceTs)}: its orders are held back.",
        Enforcement.Restoring => $"{state.Scope}: approved; it is being restored.",
        _ when state.HeldBy.Count > 0 =>
            $"{state.Scope}: restored at {Clock(state.RestoredTs)}, and still held back by the kill of {string.Join(", ", state.HeldBy)}.",
        _ => $"{state.Scope}: restored at {Clock(state.RestoredTs)}: its orders flow again.",
    };

    /// <summary>Unix ms as a clock on the wall says it; of another day with the day.</summary>
    public static string Clock(long? ts)
    {
        if (ts is not { } ms)
            return "-";
        var at = DateTimeOffset.FromUnixTimeMilliseconds(ms).ToLocalTime();
        var format = at.Date == TimeProvider.System.GetLocalNow().Date ? "HH:mm:ss.fff" : "yyyy-MM-dd HH:mm:ss.fff";
        return at.ToString(format, CultureInfo.InvariantCulture);
    }
}
