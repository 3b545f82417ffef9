using KillSwitch.Local.Stack;

namespace KillSwitch.Local.Demo;

/// <summary>How fast a story goes: the detector sets the pace.</summary>
/// <param name="TroubleAt">When things go wrong, from the first order.</param>
/// <param name="TroubleFor">For how long: long enough that orders of what was killed are still coming.</param>
/// <param name="QuietFor">How long a story without trouble plays.</param>
/// <param name="DetectWithin">How long the story waits for the detector.</param>
/// <param name="CommandWithin">
/// How long the detector may take from a breach to its command; longer, and a promise is broken. Far above what it takes on a machine
/// that has time for it.
/// </param>
internal sealed record DemoPace(
    TimeSpan TroubleAt,
    TimeSpan TroubleFor,
    TimeSpan QuietFor,
    TimeSpan DetectWithin,
    TimeSpan CommandWithin)
{
    public static DemoPace Of(DetectorChoice detector, bool fast) => (detector, fast) switch
    {
        // A fresh Spark is slow in its first micro-batches: those are given orders of an ordinary day.
        (DetectorChoice.Spark or DetectorChoice.GuardedSpark, _) => InSeconds(6, 8, 12, 60, 10),
        (_, true) => InSeconds(2, 4, 5, 60, 5),
        _ => InSeconds(4, 8, 12, 60, 5),
    };

    private static DemoPace InSeconds(int troubleAt, int troubleFor, int quietFor, int detectWithin, int commandWithin) =>
        new(
            TimeSpan.FromSeconds(troubleAt),
            TimeSpan.FromSeconds(troubleFor),
            TimeSpan.FromSeconds(quietFor),
            TimeSpan.FromSeconds(detectWithin),
            TimeSpan.FromSeconds(commandWithin)
        );
}
