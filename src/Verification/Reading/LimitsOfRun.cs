using KillSwitch.Workflows.Limits;

namespace KillSwitch.Verification.Reading;

/// <summary>What every order of a run was held against from its beginning; what changed since stands in topics.</summary>
/// <param name="Limits">The same for all routers.</param>
/// <param name="Replays">Whether orders could say that they are played again.</param>
/// <param name="PassUnpriced">Whether orders passed whose worth nobody could tell.</param>
public sealed record LimitsOfRun(LimitTable Limits, bool Replays, bool PassUnpriced = false)
{
    public static LimitsOfRun None { get; } = new(LimitTable.None, Replays: false);
}
