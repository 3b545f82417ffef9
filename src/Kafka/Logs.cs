using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka;

/// <summary>Everything this project logs. Event ids 2000 to 2199, from 2100 the detector's; an id is never reused.</summary>
internal static partial class Logs
{
    public static void Client(ILogger logger, LogMessage message) =>
        ClientMessage(
            logger,
            message.Level <= SyslogLevel.Error ? LogLevel.Warning : LogLevel.Debug,
            message.Name,
            message.Facility,
            message.Message
        );

    [LoggerMessage(EventId = 2000, Message = "Kafka client {Client}: {Facility}: {Text}")]
    private static partial void ClientMessage(ILogger logger, LogLevel level, string client, string facility, string text);

    [LoggerMessage(2001, LogLevel.Warning, "Kafka client {Client}: {Reason}")]
    public static partial void ClientError(ILogger logger, string client, string reason);

    [LoggerMessage(2040, LogLevel.Warning,
        "Topic {Topic} had message.timestamp.type {Type}: from now on its records have the broker's time. Those that are there keep theirs")]
    public static partial void TopicTimesMended(ILogger logger, string topic, string type);

    [LoggerMessage(2041, LogLevel.Error, "Topic {Topic} has message.timestamp.type {Type}, and it could not be changed: {Reason}")]
    public static partial void TopicTimesNotMended(ILogger logger, string topic, string type, string reason);

    [LoggerMessage(2042, LogLevel.Error,
        "Topic {Topic} takes no record that is dated more than {Limit} ms ahead of the broker, and that could not be changed: {Reason}. "
            + "A process whose clock is further ahead cannot write there, no kill and no decision. {Remedy}")]
    public static partial void TopicTimesLimited(ILogger logger, string topic, string limit, string reason, string remedy);

    [LoggerMessage(2010, LogLevel.Information, "Router {Service} delivers {Delivery}: {Reason}")]
    public static partial void DeliveryChosen(ILogger logger, string service, string delivery, string reason);

    [LoggerMessage(
        2011,
        LogLevel.Information,
        "Router {Service} has read the whole kill state (offsets {Offsets}, {Killed} scopes killed)"
    )]
    public static partial void StateRead(ILogger logger, string service, string offsets, int killed);

    [LoggerMessage(2012, LogLevel.Error, "Router {Service} cannot read the kill state and lets no order through: {Reason}")]
    public static partial void StateUnreadable(ILogger logger, string service, string reason);

    [LoggerMessage(2013, LogLevel.Critical, "Router {Service}: {Alarm}")]
    public static partial void StateAlarm(ILogger logger, string service, string alarm);

    [LoggerMessage(
        2014,
        LogLevel.Information,
        "Router {Service} took over orders partition {Partition} at offset {Offset}; {Completed} audits completed"
    )]
    public static partial void TakenOver(ILogger logger, string service, int partition, long offset, int completed);

    [LoggerMessage(2015, LogLevel.Warning, "Router {Service} stopped on orders partition {Partition} and takes it over anew: {Reason}")]
    public static partial void PartitionFailed(ILogger logger, string service, int partition, string reason);

    [LoggerMessage(2016, LogLevel.Information, "Router {Service} gave up orders partition {Partition}")]
    public static partial void PartitionLeft(ILogger logger, string service, int partition);

    [LoggerMessage(
        2017,
        LogLevel.Critical,
        "Orders {From} to {To} of partition {Partition} were deleted before they were decided; keep orders longer (retention of the orders topic)"
    )]
    public static partial void OrdersMissing(ILogger logger, int partition, long from, long to);

    [LoggerMessage(2018, LogLevel.Warning, "Router {Service} cannot keep up its membership: {Reason}")]
    public static partial void MembershipFailed(ILogger logger, string service, string reason);

    [LoggerMessage(
        2030,
        LogLevel.Warning,
        "The command at partition {Partition}, offset {Offset} could not be handled and is tried again: {Reason}"
    )]
    public static partial void CommandRetried(ILogger logger, int partition, long offset, string reason);

    [LoggerMessage(
        2031,
        LogLevel.Warning,
        "Audit records of partition {Partition} from offset {Offset} could not be indexed and are tried again: {Reason}"
    )]
    public static partial void AuditRetried(ILogger logger, int partition, long offset, string reason);

    [LoggerMessage(2100, LogLevel.Information,
        "Detector reads {Partitions} partitions of {Topic}; {Commands} kills of its own are known from {CommandsTopic}")]
    public static partial void DetectorStarted(this ILogger logger, int partitions, string topic, int commands, string commandsTopic);

    [LoggerMessage(2101, LogLevel.Information, "Detector has caught up: {Orders} orders read, watermark {WatermarkTs}")]
    public static partial void DetectorCaughtUp(this ILogger logger, long orders, long? watermarkTs);

    [LoggerMessage(2102, LogLevel.Warning, "Breach: {Reason} Command {CmdId}, order {OrderId}")]
    public static partial void BreachCommanded(this ILogger logger, string reason, string cmdId, string orderId);

    [LoggerMessage(2103, LogLevel.Error, "Not written to {Topic}: {Error}. It is tried again until it is (attempt {Attempt})")]
    public static partial void NotWritten(this ILogger logger, string topic, string error, long attempt);

    [LoggerMessage(2104, LogLevel.Warning,
        "{Partitions} partitions of {Topic} do not answer; the others are no longer held up for them, so orders may count as late")]
    public static partial void PartitionsSilent(this ILogger logger, int partitions, string topic);

    [LoggerMessage(2105, LogLevel.Error,
        "Orders go unmeasured for lack of room: {Unmeasured} so far. Raise max_groups in the detection settings")]
    public static partial void OrdersUnmeasured(this ILogger logger, long unmeasured);

    [LoggerMessage(2106, LogLevel.Warning, "Kafka says: {Error}")]
    public static partial void KafkaTrouble(this ILogger logger, string error);

    [LoggerMessage(2107, LogLevel.Error,
        "Orders of partition {Partition} were deleted before they were measured; the detector goes on at offset {Offset}")]
    public static partial void OrdersDeleted(this ILogger logger, int partition, long offset);

    [LoggerMessage(2108, LogLevel.Warning, "A record in {Topic} at {Partition}:{Offset} cannot be read and is ignored: {Error}")]
    public static partial void RecordIgnored(this ILogger logger, string topic, int partition, long offset, string error);

    [LoggerMessage(2109, LogLevel.Warning,
        "Orders come too late for every window of their time: {TooLate} so far, measured at the latest time known. Is a broker's clock "
        + "behind the others', or has a partition not answered for long?")]
    public static partial void OrdersTooLate(this ILogger logger, long tooLate);

    [LoggerMessage(2110, LogLevel.Warning,
        "Orders are dated ahead of their arrival by more than clock_ahead_seconds: {Orders} so far, measured when they arrived. Is a "
        + "source's clock ahead?")]
    public static partial void ClocksAhead(this ILogger logger, long orders);

    [LoggerMessage(2111, LogLevel.Warning,
        "Orders are dated back from their arrival by more than lateness_seconds: {Orders} so far, measured when they arrived. Is a "
        + "source's clock behind, or its ts not in milliseconds?")]
    public static partial void ClocksBehind(this ILogger logger, long orders);

    [LoggerMessage(2112, LogLevel.Warning,
        "Records of orders have timestamps that cannot be: {Records} so far, taken to have arrived when they can have. Is a "
        + "broker's clock off, or has the topic no message.timestamp.type=LogAppendTime, so that senders date their records?")]
    public static partial void RecordTimesWrong(this ILogger logger, long records);

    [LoggerMessage(2113, LogLevel.Warning,
        "Child orders name a parent whose quantity no child has named: {Orders} so far, not held against their parent. Have the "
        + "source send parent_qty with the first child at least")]
    public static partial void ChildrenUnjudged(this ILogger logger, long orders);

    [LoggerMessage(2114, LogLevel.Error,
        "Orders of a replay never came: {Missing} so far, measured nowhere. Does the topic keep as much as was played?")]
    public static partial void ReplayedMissing(this ILogger logger, long missing);
}
