namespace KillSwitch.Benchmarks.Against;

/// <summary>Which way a figure is better. Its unit tells: work in a second should be much, time and memory little.</summary>
internal static class Direction
{
    private static readonly string[] s_timeAndMemory = ["ns", "µs", "ms", "s", "bytes", "KiB", "MiB"];

    /// <param name="unit">As a measurement has it: <c>orders/s</c>, <c>ms</c>, <c>bytes/scope</c>.</param>
    /// <returns>Null where the unit does not tell.</returns>
    public static bool? IsHigherBetter(string unit)
    {
        if (unit.EndsWith("/s", StringComparison.Ordinal))
            return true;
        return s_timeAndMemory.Contains(unit.Split('/')[0]) ? false : null;
    }
}
