namespace KillSwitch.Chaos.Processes;

/// <summary>
/// A process that ended though nobody killed it. It may: a part that cannot do its work ends loudly and is started again.
/// </summary>
/// <param name="Process">Which.</param>
/// <param name="At">When it was seen.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Said">The end of its log.</param>
internal sealed record UnexpectedEnd(string Process, TimeSpan At, int ExitCode, string Said)
{
    private const int Longest = 300;

    /// <summary>The line that says why: the last one for people, else the last one of all.</summary>
    public string Why
    {
        get
        {
            var lines = Said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var line = lines.LastOrDefault(l => l.StartsWith('✗')) ?? lines.LastOrDefault() ?? "";
            return line.Length > Longest ? line[..Longest] + "..." : line;
        }
    }
}
