namespace KillSwitch.StatesLanguage.Executions;

/// <summary>A task that somebody outside may complete by its token.</summary>
public sealed record WaitingTask(int Frame, long Attempt, string Token)
{
    /// <summary>All of an execution.</summary>
    public static IEnumerable<WaitingTask> Of(ExecutionState state) =>
        from frame in state.Frames.Values
        let working = frame.Phase as Phase.Working
        where working?.Task.Token is not null
        select new WaitingTask(frame.Id, working.Attempt, working.Task.Token!);
}
