namespace KillSwitch.StepFunctions.Journal;

/// <summary>
/// The journal holds something it cannot have written. Starting anyway could repeat or forget what was done, so it does not start.
/// </summary>
public sealed class JournalDamagedException(string path, long offset, string problem)
    : Exception(
        $"The journal {path} is damaged at byte {offset}: {problem}. Restore the file from a copy, or move it away to start with no executions."
    )
{
    public string Path { get; } = path;

    public long Offset { get; } = offset;
}
