using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.LimitChanges;

/// <summary>What the limits file says of one limit.</summary>
public static class LimitsOfFile
{
    /// <returns>In the rule's unit; null where it says nothing.</returns>
    public static decimal? Says(this LimitTable file, LimitKey key) =>
        file.All.FirstOrDefault(owned => owned.Owner == key.Owner)?.Limits[key.Rule];
}
