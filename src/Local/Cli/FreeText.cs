using System.CommandLine;

namespace KillSwitch.Local.Cli;

/// <summary>An option whose value may be any text, also none: a key of a record, for example, may be empty.</summary>
/// <param name="name">As it is typed.</param>
internal sealed class FreeText(string name) : Option<string?>(name);
