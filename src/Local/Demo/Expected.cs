using KillSwitch.Kafka.Routing;
using KillSwitch.Scenarios;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Local.Demo;

/// <summary>What a story is meant to show, which the books hold it against.</summary>
internal static class Expected
{
    /// <param name="played">What was played. Of a file nobody need say what is in it: the limits are worked out over its orders.</param>
    /// <param name="limits">The limits that were in force.</param>
    /// <param name="delivery">What the routers delivered in.</param>
    /// <param name="measuredNowhere">Orders that the detector could not measure.</param>
    public static VerificationOptions Of(IOrderScenario played, DetectionSettings limits, DeliveryMode delivery, long measuredNowhere)
    {
        if (played is not OrdersFileScenario file)
            return new VerificationOptions(
                new Expectations(
                    Orders: true,
                    played.Breaches,
                    played.Breaches,
                    played.Breaches,
                    played.Breaches,
                    Malformed: played is PanicScenario,
                    Quiet: played is NormalScenario
                ),
                delivery
            );
        var crossings = file.Crossings(limits);
        var kills = crossings.Select(c => c.Command?.CmdId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        // Orders that are sent at once can all be decided before the first kill is there, or none before it: whether any is held back
        // or let through is not known.
        var expected = new Expectations(
            Orders: true,
            DetectedKill: kills.Count > 0,
            Restore: kills.Count > 0,
            SelfApproval: kills.Count > 0,
            Quiet: kills.Count == 0,
            LetThrough: false
        );
        return new VerificationOptions(expected, delivery)
        {
            Replay = new ReplayExpectations(
                crossings.Select(c => c.Signal.SignalId).ToHashSet(StringComparer.Ordinal),
                kills,
                measuredNowhere
            ),
        };
    }
}
