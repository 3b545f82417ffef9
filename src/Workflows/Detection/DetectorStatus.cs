namespace KillSwitch.Workflows.Detection;

/// <summary>What a detector has seen since it was made.</summary>
/// <param name="Orders">Orders observed.</param>
/// <param name="Late">Of these, those that came after at least one of their windows had closed, and are missing there.</param>
/// <param name="TooLate">Of the late, those whose windows had all closed; measured at the latest time known.</param>
/// <param name="ClocksAhead">Orders dated further ahead of their arrival than <c>clock_ahead_seconds</c>; measured when they came.</param>
/// <param name="ClocksBehind">Orders dated further back than <c>lateness_seconds</c>; measured when they came.</param>
/// <param name="Unmeasured">Orders not measured for at least one scope because <c>max_groups</c> was reached. Not 0 is an alarm.</param>
/// <param name="ChildrenUnjudged">
/// Child orders whose parent's quantity nobody had named when they came: held against every limit but that of their parent, until
/// a child of the same window names it.
/// </param>
/// <param name="Signals">Limits crossed.</param>
/// <param name="Commands">Kills commanded.</param>
/// <param name="WatermarkTs">Event time up to which orders count as complete, Unix ms; null before the first order.</param>
/// <param name="Groups">Groups held, see <c>max_groups</c>.</param>
public sealed record DetectorStatus(
    long Orders,
    long Late,
    long TooLate,
    long ClocksAhead,
    long ClocksBehind,
    long Unmeasured,
    long ChildrenUnjudged,
    long Signals,
    long Commands,
    long? WatermarkTs,
    int Groups)
{
    /// <summary>Cancels, which are read and not measured.</summary>
    public long Cancels { get; init; }

    /// <summary>Both together; the watermark is this one's.</summary>
    public DetectorStatus Plus(DetectorStatus other) => new(
        Orders + other.Orders,
        Late + other.Late,
        TooLate + other.TooLate,
        ClocksAhead + other.ClocksAhead,
        ClocksBehind + other.ClocksBehind,
        Unmeasured + other.Unmeasured,
        ChildrenUnjudged + other.ChildrenUnjudged,
        Signals + other.Signals,
        Commands + other.Commands,
        WatermarkTs,
        Groups + other.Groups)
    {
        Cancels = Cancels + other.Cancels,
    };
}
