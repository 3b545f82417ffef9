namespace KillSwitch.Workflows.Ports;

/// <summary>How an execution stands.</summary>
public enum ExecutionLiveness
{
    /// <summary>No execution has that name.</summary>
    Missing,

    Running,

    /// <summary>Succeeded, failed, timed out or stopped: it will do nothing more.</summary>
    Ended,
}
