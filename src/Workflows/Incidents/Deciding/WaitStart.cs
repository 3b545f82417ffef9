namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>What a task finds when it begins to wait for people.</summary>
/// <param name="Wait">The wait as it is stored.</param>
/// <param name="IsNewest">False for a try that came late: a newer one waits already.</param>
internal sealed record WaitStart(TaskWait Wait, bool IsNewest)
{
    public static Change<WaitStart> Of(ScopeRecord record, Incident incident, TaskWait wait) =>
        new(record with { Incident = incident with { Wait = wait } }, new(wait, IsNewest: true));

    /// <summary>
    /// A repeat of the same wait keeps what it was answered. A try that comes late, after a newer one began to wait, changes
    /// nothing: its token is dead, and storing it would leave the living one without an answer.
    /// </summary>
    /// <returns>Null for a wait that is new.</returns>
    public static WaitStart? Superseded(TaskWait? before, TaskWait wait) => before switch
    {
        { } stored when stored.TaskToken == wait.TaskToken => new(stored, IsNewest: true),
        { } stored when IsNewer(stored, wait) => new(stored, IsNewest: false),
        _ => null,
    };

    private static bool IsNewer(TaskWait stored, TaskWait wait) =>
        stored.Entered > wait.Entered || (stored.Entered == wait.Entered && stored.Kind == wait.Kind && stored.Attempt > wait.Attempt);
}
