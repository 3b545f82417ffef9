using KillSwitch.Verification.Facts;
using KillSwitch.Verification.Measures;
using KillSwitch.Verification.Promises;

namespace KillSwitch.Verification;

/// <summary>Works out anew, from what a run left in topics, histories and store, whether the promises were kept.</summary>
public static class Verifier
{
    /// <summary>Every promise there is, in the order of reports: a new one is a class and a line here.</summary>
    internal static IReadOnlyList<IPromise> All { get; } =
    [
        new TopicsAreWhole(),
        new NothingAllowedWhileKilled(),
        new NothingSentAfterAKillPassed(),
        new NothingSentUnderAKillCameOutAfter(),
        new ViewsNeverGoBack(),
        new NothingDroppedWithoutAKill(),
        new EveryOrderDecidedOnce(),
        new GatedIsAllowed(),
        new RejectedIsKept(),
        new EveryDropIsExplained(),
        new EveryCommandHasOneEffect(),
        new EveryKillIsPublished(),
        new IncidentsAreOpenAsLongAsKilled(),
        new SelfApprovalWasRefused(),
        new RequestsAreDecidedOnce(),
        new EveryRestoreHadTwoPeople(),
        new VersionsOnlyRise(),
        new HistoriesAreComplete(),
        new EveryStepIsAudited(),
        new TraceNamesTheOrder(),
    ];

    /// <summary>What is asked of a run beside, where orders were played again.</summary>
    internal static IReadOnlyList<IPromise> OfReplays { get; } = [new ReplayIsMeasuredWholly()];

    /// <summary>What is asked of a run beside, where it says how fast its detector is meant to be.</summary>
    internal static IReadOnlyList<IPromise> OfDetection { get; } = [new BreachesAreCommandedInTime()];

    /// <summary>What is asked of a run beside, whose orders were held against limits.</summary>
    internal static IReadOnlyList<IPromise> OfLimits { get; } = [new LimitsAreHeld(), new NobodyLoosensALimitAlone()];

    /// <summary>Pure. Several hundred thousand orders take a few seconds.</summary>
    public static VerificationReport Verify(RunFacts facts, VerificationOptions options) => new(
        Counts.Of(facts),
        Latencies.Of(facts),
        [
            .. All.Where(p => options.IsCalm || !p.NeedsCalm)
                .Concat(options.Replay is null ? [] : OfReplays)
                .Concat(options.Limited ? OfLimits : [])
                .Concat(options.CommandWithin is null ? [] : OfDetection)
                .Select(p => p.Check(facts, options)),
        ],
        RefusedOrders.Of(facts));
}
