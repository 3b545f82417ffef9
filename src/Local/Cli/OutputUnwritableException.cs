namespace KillSwitch.Local.Cli;

/// <summary>What was to be said could not be written to standard output.</summary>
internal sealed class OutputUnwritableException(IOException inner)
    : IOException($"Standard output cannot be written: {ForPeople.Sentence(inner.Message)} What was to be said there is lost.", inner);
