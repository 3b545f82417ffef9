namespace KillSwitch.Chaos.Processes;

/// <summary>How a program is started.</summary>
/// <param name="Program">Its path or name.</param>
/// <param name="Arguments">Given to it as they are.</param>
/// <param name="Log">Where what it writes is kept.</param>
/// <param name="Environment">Beyond that of this process; null removes a variable.</param>
internal sealed record ProgramSetup(
    string Program,
    IReadOnlyList<string> Arguments,
    string Log,
    IReadOnlyDictionary<string, string?> Environment
);
