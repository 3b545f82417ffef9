using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>Something to be done outside. Effects are derived from states, so a restart derives those that were in flight again.</summary>
public abstract record Effect
{
    /// <summary>Have a task done. After a restart it is asked again: tasks are done at least once.</summary>
    public sealed record InvokeTask(int Frame, long Attempt, TaskRequest Task) : Effect;

    /// <summary>Offer a task to the workers of an activity.</summary>
    public sealed record OfferActivity(int Frame, long Attempt, TaskRequest Task) : Effect;

    /// <summary>The task's outcome no longer matters.</summary>
    public sealed record CancelTask(int Frame, long Attempt) : Effect;

    /// <summary>Send <see cref="ExecutionCommand.Advance"/> at this time, and not at the one set before. Null: at none.</summary>
    public sealed record SetTimer(DateTimeOffset? Due) : Effect;
}
