namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Whether an ErrorEquals names an error.</summary>
internal static class ErrorMatch
{
    public static bool Matches(IReadOnlyList<string> errorEquals, string? error) =>
        error != ErrorNames.Runtime
        && errorEquals.Any(name =>
            name switch
            {
                ErrorNames.All => true,
                ErrorNames.TaskFailed => error is not (ErrorNames.Timeout or ErrorNames.HeartbeatTimeout),
                ErrorNames.HeartbeatTimeout => error is ErrorNames.HeartbeatTimeout,
                _ => name == error,
            }
        );
}
