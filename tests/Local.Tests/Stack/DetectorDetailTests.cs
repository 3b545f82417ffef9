using KillSwitch.Kafka.Detection;
using KillSwitch.Local.Stack.Parts;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Local.Tests.Stack;

public sealed class DetectorDetailTests
{
    private static readonly DetectorLoopStatus s_ordinary = new(
        true, new DetectorStatus(1000, 0, 0, 0, 0, 0, 0, 7, 2, null, 3), 0, 0, 0, false, 7, 2, 0, null, null);

    [Fact]
    public void Of_AnOrdinaryDay_SaysWhatWasFound() => Assert.Equal("7 signals, 2 commands written", DetectorDetail.Of(s_ordinary));

    [Fact]
    public void Of_OrdersThatCouldNotBeMeasuredAsTheyWereDated_CountsEachKind()
    {
        var status = s_ordinary with
        {
            RecordTimesWrong = 4,
            ReplayedMissing = 6,
            Detector = s_ordinary.Detector with
            {
                Unmeasured = 1_234,
                ClocksAhead = 2,
                ClocksBehind = 3,
                TooLate = 5,
                ChildrenUnjudged = 8,
            },
        };

        var detail = DetectorDetail.Of(status);

        Assert.All(
            new[]
            {
                "1,234 orders MEASURED NOWHERE for lack of room",
                "6 replayed orders MEASURED NOWHERE",
                "2 orders dated ahead",
                "3 orders dated back",
                "4 records with timestamps that cannot be",
                "5 orders too late for every window",
                "8 child orders whose parent's quantity nobody named",
            },
            said => Assert.Contains(said, detail, StringComparison.Ordinal));
    }
}
