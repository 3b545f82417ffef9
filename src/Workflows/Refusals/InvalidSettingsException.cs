namespace KillSwitch.Workflows.Refusals;

/// <summary>Settings that cannot be worked with. Thrown before any work starts; a retry does not help.</summary>
/// <param name="problems">One sentence each: the setting, its value, what must hold and why.</param>
public sealed class InvalidSettingsException(IReadOnlyList<string> problems) : Exception(string.Join(" ", problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
