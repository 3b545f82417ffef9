namespace KillSwitch.StepFunctions;

/// <summary>What a written record has survived when its effects begin.</summary>
public enum JournalSync
{
    /// <summary>A loss of power: every write is flushed to the disk, many records at once where many wait.</summary>
    EveryWrite,

    /// <summary>A kill of the process, not of the machine: records are handed to the operating system. For tests.</summary>
    OperatingSystem,
}
