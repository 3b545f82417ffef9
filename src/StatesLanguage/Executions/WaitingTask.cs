using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>A task that somebody outside may complete by its token.</summary>
public sealed record WaitingTask(int Frame, long Attempt, string Token)
{
    /// <summary>The state that waits for it.</summary>
    public required string State { get; init; }

    /// <summary>When that was entered.</summary>
    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>What is asked for, and of whom.</summary>
    public required TaskRequest Request { get; init; }

    /// <summary>An activity's that no worker has taken.</summary>
    public required bool IsOffered { get; init; }

    /// <summary>All of an execution.</summary>
    public static IEnumerable<WaitingTask> Of(ExecutionState state) =>
        from frame in state.Frames.Values
        let working = frame.Phase as Phase.Working
        where working?.Task.Token is not null
        select new WaitingTask(frame.Id, working.Attempt, working.Task.Token!)
        {
            State = working.Visit.State,
            EnteredAt = working.Visit.EnteredAt,
            Request = working.Task,
            IsOffered = working.Task.Resource.Kind == TaskKind.Activity && !working.Started,
        };
}
