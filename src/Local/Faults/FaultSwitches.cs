using System.Text.Json.Serialization;

namespace KillSwitch.Local.Faults;

/// <summary>What is wrong with a process just now.</summary>
/// <param name="ClockShiftMs">By how much its wall clock is ahead; negative: behind.</param>
/// <param name="JournalDelayMs">How long each flush of its journal takes longer.</param>
/// <param name="JournalFull">Its journal's disk has no room.</param>
/// <param name="StartsRefused">Step Functions refuses to start executions.</param>
public sealed record FaultSwitches(long ClockShiftMs = 0, int JournalDelayMs = 0, bool JournalFull = false, bool StartsRefused = false)
{
    public static FaultSwitches None { get; } = new();

    [JsonIgnore]
    public TimeSpan ClockShift => TimeSpan.FromMilliseconds(ClockShiftMs);

    [JsonIgnore]
    public TimeSpan JournalDelay => TimeSpan.FromMilliseconds(JournalDelayMs);
}
