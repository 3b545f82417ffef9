using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Sends a command to the task that a token names.</summary>
internal static class WaitingTasks
{
    /// <exception cref="WireException">InvalidToken: no such token can exist. TaskTimedOut: nothing waits for it any more.</exception>
    public static async Task SendAsync(
        Engine engine,
        Request request,
        Func<WaitingTask, ExecutionCommand> command,
        CancellationToken cancellationToken
    )
    {
        var token = request.Required("taskToken");
        if (token.Length is 0 or > Limits.TaskTokenLength || !TaskToken.IsWellFormed(token))
            throw new WireException("InvalidToken", "Invalid Token: 'Invalid token'");
        if (engine.Tokens.Find(token) is { Task.IsOffered: true } offered)
            await TakeAsync(engine, offered.Execution, offered.Task, cancellationToken).ConfigureAwait(false);
        if (
            engine.Tokens.Find(token) is not { } found
            || !await found.Execution.SendAsync(command(found.Task), cancellationToken).ConfigureAwait(false)
        )
            throw new WireException("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
    }

    /// <summary>
    /// Whoever answers an activity's task by a token that was listed (<see cref="ListWaitingTasks"/>) has taken it: no worker gets it any
    /// more, and histories show it begun before it is done.
    /// </summary>
    private static Task TakeAsync(Engine engine, Execution execution, WaitingTask task, CancellationToken cancellationToken)
    {
        engine.Activities.Withdraw(execution, new Effect.CancelTask(task.Frame, task.Attempt));
        return execution.SendAsync(new ExecutionCommand.TakeActivity(task.Frame, task.Attempt, null), cancellationToken);
    }
}
