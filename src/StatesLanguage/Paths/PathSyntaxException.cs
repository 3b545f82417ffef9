namespace KillSwitch.StatesLanguage.Paths;

/// <summary>A text is no path. The reader of definitions turns it into a finding; at run time it is States.Runtime.</summary>
internal sealed class PathSyntaxException(string message) : FormatException(message);
