namespace KillSwitch.Workflows.Incidents;

/// <param name="Wait">The wait as it is stored.</param>
/// <param name="IsNewest">False for a try that came late: a newer one waits already.</param>
internal sealed record WaitStart(TaskWait Wait, bool IsNewest);
