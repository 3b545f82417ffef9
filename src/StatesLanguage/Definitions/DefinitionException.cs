namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>A definition is not valid. Sending it again does not help.</summary>
public sealed class DefinitionException(IReadOnlyList<Diagnostic> diagnostics)
    : Exception(string.Join(", ", diagnostics.Select(f => f.ToString())))
{
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
