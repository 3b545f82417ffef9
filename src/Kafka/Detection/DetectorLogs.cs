using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Detection;

/// <summary>The detector's log lines, 3000 to 3099.</summary>
internal static partial class DetectorLogs
{
    [LoggerMessage(3000, LogLevel.Information, "Detector reads {Partitions} partitions of {Topic}; {Commands} kills of its own are known from {CommandsTopic}")]
    public static partial void DetectorStarted(this ILogger logger, int partitions, string topic, int commands, string commandsTopic);

    [LoggerMessage(3001, LogLevel.Information, "Detector has caught up: {Orders} orders read, watermark {WatermarkTs}")]
    public static partial void DetectorCaughtUp(this ILogger logger, long orders, long? watermarkTs);

    [LoggerMessage(3002, LogLevel.Warning, "Breach: {Reason} Command {CmdId}, order {OrderId}")]
    public static partial void BreachCommanded(this ILogger logger, string reason, string cmdId, string orderId);

    [LoggerMessage(3003, LogLevel.Error, "Not written to {Topic}: {Error}. It is tried again until it is (attempt {Attempt})")]
    public static partial void NotWritten(this ILogger logger, string topic, string error, long attempt);

    [LoggerMessage(3004, LogLevel.Warning, "{Partitions} partitions of {Topic} do not answer; the others are no longer held up for them, so orders may count as late")]
    public static partial void PartitionsSilent(this ILogger logger, int partitions, string topic);

    [LoggerMessage(3005, LogLevel.Error, "Orders go unmeasured for lack of room: {Unmeasured} so far. Raise max_groups in the detection settings")]
    public static partial void OrdersUnmeasured(this ILogger logger, long unmeasured);

    [LoggerMessage(3009, LogLevel.Error, "Orders come too late for any window and go unmeasured: {TooLate} so far. Is a source's clock behind, or does somebody date orders back? See lateness_seconds in the detection settings")]
    public static partial void OrdersTooLate(this ILogger logger, long tooLate);

    [LoggerMessage(3006, LogLevel.Warning, "Kafka says: {Error}")]
    public static partial void KafkaTrouble(this ILogger logger, string error);

    [LoggerMessage(3007, LogLevel.Error, "Orders of partition {Partition} were deleted before they were measured; the detector goes on at offset {Offset}")]
    public static partial void OrdersDeleted(this ILogger logger, int partition, long offset);

    [LoggerMessage(3008, LogLevel.Warning, "A record in {Topic} at {Partition}:{Offset} cannot be read and is ignored: {Error}")]
    public static partial void RecordIgnored(this ILogger logger, string topic, int partition, long offset, string error);
}
