using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Detection;

/// <summary>What operators are told of orders that could not be measured as they should, for as long as such orders come.</summary>
internal sealed class Alarms(TimeProvider clock, ILogger logger)
{
    private readonly RisingCount _unmeasured = new(clock, logger.OrdersUnmeasured);
    private readonly RisingCount _missing = new(clock, logger.ReplayedMissing);
    private readonly RisingCount _tooLate = new(clock, logger.OrdersTooLate);
    private readonly RisingCount _ahead = new(clock, logger.ClocksAhead);
    private readonly RisingCount _behind = new(clock, logger.ClocksBehind);
    private readonly RisingCount _recordTimes = new(clock, logger.RecordTimesWrong);
    private readonly RisingCount _unjudged = new(clock, logger.ChildrenUnjudged);

    /// <summary>Orders were measured nowhere within the last minute. Thread-safe.</summary>
    public bool MeasuredNowhere => _unmeasured.RoseLately || _missing.RoseLately;

    public void Are(DetectorLoopStatus status)
    {
        _unmeasured.Is(status.Detector.Unmeasured);
        _missing.Is(status.ReplayedMissing);
        _tooLate.Is(status.Detector.TooLate);
        _ahead.Is(status.Detector.ClocksAhead);
        _behind.Is(status.Detector.ClocksBehind);
        _recordTimes.Is(status.RecordTimesWrong);
        _unjudged.Is(status.Detector.ChildrenUnjudged);
    }
}
