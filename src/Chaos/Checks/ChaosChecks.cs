using KillSwitch.Chaos.Evidence;

namespace KillSwitch.Chaos.Checks;

/// <summary>Every check there is.</summary>
internal static class ChaosChecks
{
    public static IReadOnlyList<IChaosCheck> All { get; } =
    [
        new TopicsAreWhole(),
        new NothingAllowedAgainstItsView(),
        new EveryBatchSawWhatWasReadable(),
        new NothingSentAfterAKillCameOut(),
        new ViewsNeverGoBack(),
        new NothingDroppedWithoutAKill(),
        new EveryOrderDecidedOnce(),
        new GatedIsAllowed(),
        new MalformedIsKept(),
        new AcceptedOrdersAreKept(),
        new AcceptedCommandsAreKept(),
        new EveryCommandHasOneEffect(),
        new EveryKillIsPublished(),
        new IncidentsAreOpenAsLongAsKilled(),
        new ApprovalsAreByOthers(),
        new VersionsOnlyRise(),
        new HistoriesAreComplete(),
        new EveryStepIsAudited(),
        new WaitingTokensAreGood(),
        new NoSecretLeaks(),
        new EveryFaultIsOvercome(),
    ];

    /// <summary>In the order of <see cref="All"/>.</summary>
    public static IReadOnlyList<CheckResult> Run(ChaosEvidence evidence) => [.. All.Select(check => check.Check(evidence))];
}
