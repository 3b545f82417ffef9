using Microsoft.Extensions.Logging;

namespace KillSwitch.StepFunctions;

/// <summary>Everything this project logs. Event ids 3000 to 3199, from 3100 those of invoked functions; an id is never reused.</summary>
internal static partial class Logs
{
    [LoggerMessage(
        3000,
        LogLevel.Information,
        "Step Functions listens on {Endpoint}; {Executions} executions read from {Journal}, {Running} of them go on."
    )]
    public static partial void Started(ILogger logger, Uri endpoint, int executions, string journal, int running);

    [LoggerMessage(
        3001,
        LogLevel.Warning,
        "The last record of {Journal} was cut off by a crash: {Bytes} bytes at byte {Offset} are dropped. Whatever it would have led to had not begun."
    )]
    public static partial void TornRecord(ILogger logger, string journal, long bytes, long offset);

    [LoggerMessage(3002, LogLevel.Information, "Task {State} of {Execution} was in flight when the engine ended; it is invoked again.")]
    public static partial void InvokedAgain(ILogger logger, string state, string execution);

    [LoggerMessage(3003, LogLevel.Warning, "A JSONata process ended; a new one is started. {Words}")]
    public static partial void JsonataDied(ILogger logger, string words);

    [LoggerMessage(3004, LogLevel.Warning, "A JSONata evaluation took longer than {Limit} and was cut off.")]
    public static partial void JsonataTooLong(ILogger logger, TimeSpan limit);

    [LoggerMessage(3005, LogLevel.Error, "Execution {Execution} cannot go on: {Reason} It stays as it is and goes on at the next start.")]
    public static partial void ExecutionStuck(ILogger logger, string execution, string reason, Exception exception);

    [LoggerMessage(3006, LogLevel.Error, "{Operation} failed.")]
    public static partial void OperationFailed(ILogger logger, string operation, Exception exception);

    [LoggerMessage(3007, LogLevel.Warning, "A JSONata process stood still for {Limit}; its evaluation is tried once more in a new one.")]
    public static partial void JsonataStoodStill(ILogger logger, TimeSpan limit);

    [LoggerMessage(3100, LogLevel.Debug, "Step {Function} done in {ElapsedMs} ms")]
    public static partial void StepDone(this ILogger log, string function, long elapsedMs);

    [LoggerMessage(3101, LogLevel.Warning, "Step {Function} failed")]
    public static partial void StepFailed(this ILogger log, string function, Exception exception);

    [LoggerMessage(3102, LogLevel.Warning, "Step {Function} gave no answer within {Timeout}")]
    public static partial void StepTimedOut(this ILogger log, string function, TimeSpan timeout);
}
