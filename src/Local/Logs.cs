using Microsoft.Extensions.Logging;

namespace KillSwitch.Local;

/// <summary>What the local stack logs. Ids are stable: 31xx steps, 32xx operator API, 33xx mail.</summary>
internal static partial class Logs
{
    [LoggerMessage(3100, LogLevel.Debug, "Step {Function} done in {ElapsedMs} ms")]
    public static partial void StepDone(this ILogger log, string function, long elapsedMs);

    [LoggerMessage(3101, LogLevel.Warning, "Step {Function} failed")]
    public static partial void StepFailed(this ILogger log, string function, Exception exception);

    [LoggerMessage(3102, LogLevel.Warning, "Step {Function} gave no answer within {Timeout}")]
    public static partial void StepTimedOut(this ILogger log, string function, TimeSpan timeout);
}
