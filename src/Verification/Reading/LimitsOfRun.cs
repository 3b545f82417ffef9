using KillSwitch.Workflows.Limits;

namespace KillSwitch.Verification.Reading;

/// <summary>What every order of a run was held against.</summary>
/// <param name="Limits">The same for all routers.</param>
/// <param name="Replays">Whether orders could say that they are played again.</param>
public sealed record LimitsOfRun(LimitTable Limits, bool Replays)
{
    public static LimitsOfRun None { get; } = new(LimitTable.None, Replays: false);
}
