using Microsoft.Extensions.Logging;

namespace KillSwitch.Local;

/// <summary>
/// Everything this project logs. Event ids 3200 to 3499: 32xx operator API, 33xx mail, 34xx rehearsal; an id is never reused.
/// </summary>
internal static partial class Logs
{
    [LoggerMessage(3200, LogLevel.Error, "{Method} {Path} failed; trace {TraceId}")]
    public static partial void RequestFailed(this ILogger log, string method, string path, string traceId, Exception exception);

    [LoggerMessage(3201, LogLevel.Warning, "{Method} {Path}: a part that is needed does not answer; trace {TraceId}. {Why}")]
    public static partial void DependencyUnavailable(this ILogger log, string method, string path, string traceId, string why);

    [LoggerMessage(3202, LogLevel.Information, "{Method} {Path} by {Actor}: {Status}")]
    public static partial void OperatorActed(this ILogger log, string method, string path, string actor, int status);

    [LoggerMessage(3300, LogLevel.Error, "{Server} did not take {NotificationId}; it is in the mailbox, and is sent again and again")]
    public static partial void MailNotSent(this ILogger log, string server, string notificationId, Exception exception);

    [LoggerMessage(3301, LogLevel.Warning, "{Path}: the last {Bytes} bytes were half a message, left by a crash; they were removed")]
    public static partial void MailboxTorn(this ILogger log, string path, long bytes);

    [LoggerMessage(3302, LogLevel.Warning, "{Path}: line {Line} is no message and is left out; somebody may have edited the file")]
    public static partial void MailboxLineUnreadable(this ILogger log, string path, int line);

    [LoggerMessage(3303, LogLevel.Error, "{Server} has not taken {NotificationId} for {TriedFor}; it is not sent any more, and stays in the mailbox")]
    public static partial void MailGivenUp(this ILogger log, string server, string notificationId, TimeSpan triedFor);

    [LoggerMessage(3304, LogLevel.Error, "{Path} cannot be read; {MailGoesTo}. {Why}")]
    public static partial void UsersUnreadable(this ILogger log, string path, string mailGoesTo, string why);

    [LoggerMessage(3305, LogLevel.Information, "{Path} can be read again; mail goes to the people in it")]
    public static partial void UsersReadable(this ILogger log, string path);

    [LoggerMessage(3306, LogLevel.Warning, "{Path}: {Warning}. Give each person one name, or each name an address of its own")]
    public static partial void UsersShareAnAddress(this ILogger log, string path, string warning);

    [LoggerMessage(3400, LogLevel.Warning, "The rehearsal did not work; the first kill will take longer than those after it")]
    public static partial void RehearsalFailed(this ILogger log, Exception exception);

    [LoggerMessage(3401, LogLevel.Debug, "Rehearsed {Kills} kills in {ElapsedMs} ms")]
    public static partial void Rehearsed(this ILogger log, int kills, long elapsedMs);
}
