using KillSwitch.Workflows.Detection;

namespace KillSwitch.Kafka.Detection;

/// <summary>A snapshot of a running <see cref="DetectorLoop"/>. For display; nothing is proven from it.</summary>
/// <param name="Ready">It has caught up with what was in the topics when it started.</param>
/// <param name="Detector">What was observed and found, replays included.</param>
/// <param name="Malformed">Records in the orders topic that are no order; the router rejects them, here they are skipped.</param>
/// <param name="RecordTimesWrong">Records whose timestamps could not be; taken to have arrived when they can have.</param>
/// <param name="ReplayedMissing">Records of replays that never came: what was played was not measured wholly.</param>
/// <param name="MeasuredNowhere">Orders went unmeasured within the last minute.</param>
/// <param name="SignalsWritten">Signals acknowledged by the broker.</param>
/// <param name="CommandsWritten">Commands acknowledged by the broker.</param>
/// <param name="Retries">Attempts to write that failed and were made again.</param>
/// <param name="LastBreach">The latest kill that was commanded.</param>
/// <param name="LastError">The latest trouble, for people; null if there was none.</param>
public sealed record DetectorLoopStatus(
    bool Ready,
    DetectorStatus Detector,
    long Malformed,
    long RecordTimesWrong,
    long ReplayedMissing,
    bool MeasuredNowhere,
    long SignalsWritten,
    long CommandsWritten,
    long Retries,
    Breach? LastBreach,
    string? LastError);

/// <summary>When a kill came to be.</summary>
/// <param name="CmdId">The command.</param>
/// <param name="OrderTs">When the order that crossed the limit arrived in its topic, Unix ms.</param>
/// <param name="DetectedTs">When the detector saw that it did, Unix ms.</param>
public sealed record Breach(string CmdId, long OrderTs, long DetectedTs);
