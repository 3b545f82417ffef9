using KillSwitch.Workflows.Detection;

namespace KillSwitch.Scenarios;

/// <summary>A record for <c>orders.v1</c>, not always an order.</summary>
/// <param name="Due">When to send it, counted from the start. Zero for "at once".</param>
/// <param name="Key">The account; empty where the record names none.</param>
/// <param name="Value">The record's bytes.</param>
/// <param name="TraceParent">Its trace, which begins here.</param>
public sealed record TimedOrder(TimeSpan Due, string Key, byte[] Value, string TraceParent)
{
    /// <summary>Where it is played again: of which run it is. Null for an order of now.</summary>
    public ReplayMark? Replay { get; init; }
}
