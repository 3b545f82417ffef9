using System.Globalization;
using KillSwitch.Kafka.Detection;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>How a detector does, for people: what it found, and which orders it could not measure as they were dated.</summary>
internal static class DetectorDetail
{
    public static string Of(DetectorLoopStatus status)
    {
        var counts = status.Detector;
        string?[] said =
        [
            $"{status.SignalsWritten} signals, {status.CommandsWritten} commands written",
            Count(counts.Unmeasured, "orders MEASURED NOWHERE for lack of room: raise max_groups"),
            Count(status.ReplayedMissing, "replayed orders MEASURED NOWHERE, as they never came"),
            Count(counts.ClocksAhead, "orders dated ahead, measured when they arrived: is a clock ahead?"),
            Count(counts.ClocksBehind, "orders dated back, measured when they arrived: is a clock behind, or a ts not in milliseconds?"),
            Count(status.RecordTimesWrong, "records with timestamps that cannot be"),
            Count(counts.TooLate, "orders too late for every window of their time, measured at the latest"),
            Count(counts.ChildrenUnjudged, "child orders whose parent's quantity nobody named, not held against it"),
        ];
        return string.Join("; ", said.OfType<string>());
    }

    private static string? Count(long count, string what) =>
        count > 0 ? string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}") : null;
}
