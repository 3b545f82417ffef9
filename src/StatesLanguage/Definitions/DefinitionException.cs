namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>A definition is not valid. Sending it again does not help.</summary>
public sealed class DefinitionException(IReadOnlyList<Finding> findings)
    : Exception(string.Join(", ", findings.Select(f => f.ToString())))
{
    public IReadOnlyList<Finding> Findings { get; } = findings;
}
