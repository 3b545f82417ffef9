using System.Text.Json;
using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>What can be asked of an execution.</summary>
public abstract record ExecutionCommand
{
    /// <summary>Begin it. Only the first command of an execution.</summary>
    public sealed record Start(ExecutionIdentity Execution, JsonElement Input) : ExecutionCommand;

    /// <summary>Go on as far as is possible now; also after a restart, and whenever a timer is due.</summary>
    public sealed record Advance : ExecutionCommand;

    /// <summary>Give it up.</summary>
    public sealed record Stop(StatesError Error) : ExecutionCommand;

    /// <summary>Go on where it ended, if it did not succeed.</summary>
    /// <param name="ClientToken">By which the same request is known again; null where there is none.</param>
    public sealed record Redrive(string? ClientToken) : ExecutionCommand;

    /// <summary>A service has answered, or an activity's worker or a token's holder has succeeded.</summary>
    /// <param name="Frame">As in <see cref="Effect.InvokeTask"/>.</param>
    /// <param name="Attempt">As in <see cref="Effect.InvokeTask"/>; another attempt's answer is refused.</param>
    /// <param name="Output">What it gave.</param>
    public sealed record SucceedTask(int Frame, long Attempt, JsonElement Output) : ExecutionCommand;

    /// <summary>The service took a task whose token is awaited.</summary>
    public sealed record SubmitTask(int Frame, long Attempt, JsonElement Output) : ExecutionCommand;

    /// <summary>A task failed.</summary>
    public sealed record FailTask(int Frame, long Attempt, StatesError Error) : ExecutionCommand;

    /// <summary>The service did not take a task whose token is awaited, or answered with an error.</summary>
    public sealed record FailSubmission(int Frame, long Attempt, StatesError Error) : ExecutionCommand;

    /// <summary>A task is alive.</summary>
    public sealed record Heartbeat(int Frame, long Attempt) : ExecutionCommand;

    /// <summary>A worker has taken an activity's task.</summary>
    public sealed record TakeActivity(int Frame, long Attempt, string? WorkerName) : ExecutionCommand;
}
