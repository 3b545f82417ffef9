namespace KillSwitch.Workflows.Detection;

/// <summary>What a detector has seen since it was made.</summary>
/// <param name="Orders">Orders observed.</param>
/// <param name="Late">Of these, those that came after at least one of their windows had closed, and are missing there.</param>
/// <param name="TooLate">Of the late, those that are in no window at all.</param>
/// <param name="ClocksAhead">Orders dated further ahead than a clock may be; measured at the time they arrived.</param>
/// <param name="Unmeasured">Orders not measured for at least one scope because <c>max_groups</c> was reached. Not 0 is an alarm.</param>
/// <param name="Signals">Limits crossed.</param>
/// <param name="Commands">Kills commanded.</param>
/// <param name="WatermarkTs">Event time up to which orders count as complete, Unix ms; null before the first order.</param>
/// <param name="Groups">Groups held, see <c>max_groups</c>.</param>
public sealed record DetectorStatus(
    long Orders,
    long Late,
    long TooLate,
    long ClocksAhead,
    long Unmeasured,
    long Signals,
    long Commands,
    long? WatermarkTs,
    int Groups);
