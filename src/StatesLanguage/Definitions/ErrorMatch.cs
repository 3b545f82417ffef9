namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Whether an ErrorEquals names an error.</summary>
internal static class ErrorMatch
{
    public static bool Matches(IReadOnlyList<string> errorEquals, StatesError error) =>
        error.Error != ErrorNames.Runtime
        && errorEquals.Any(name =>
            name switch
            {
                ErrorNames.All => true,
                ErrorNames.TaskFailed => !IsTimeout(error),
                ErrorNames.Timeout => IsTimeout(error),
                ErrorNames.HeartbeatTimeout => error.MissedHeartbeat || error.Error == ErrorNames.HeartbeatTimeout,
                _ => name == error.Error,
            }
        );

    private static bool IsTimeout(StatesError error) => error.Error is ErrorNames.Timeout or ErrorNames.HeartbeatTimeout;
}
