namespace KillSwitch.Workflows.Ports;

/// <summary>What became of an attempt to complete a waiting task.</summary>
public enum TaskCompletion
{
    Completed,

    /// <summary>The task has timed out, was completed before, or its execution has ended: nothing waits for this token any more.</summary>
    NoLongerWaiting,
}
