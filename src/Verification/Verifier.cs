using KillSwitch.Verification.Promises;

namespace KillSwitch.Verification;

/// <summary>Works out anew, from what a run left in the topics and histories, whether the promises were kept.</summary>
public static class Verifier
{
    private static readonly IPromise[] All =
    [
        new NothingAllowedWhileKilled(),
        new NothingSentAfterAKillPassed(),
        new EveryOrderDecidedOnce(),
        new GatedIsAllowed(),
        new MalformedIsKept(),
        new EveryDropIsExplained(),
        new SelfApprovalWasRefused(),
        new EveryStepIsAudited(),
        new VersionsRise(),
        new EveryRestoreHadTwoPeople(),
        new TraceNamesTheOrder(),
    ];

    /// <summary>Pure. Several hundred thousand records take a few seconds.</summary>
    /// <exception cref="ArgumentException">A topic of the contract is not among the evidence.</exception>
    public static VerificationReport Verify(RunEvidence evidence)
    {
        var run = new RunFacts(evidence);
        return new VerificationReport(Counts.Of(run), Latencies.Of(run), [.. All.Select(p => p.Check(run))]);
    }
}

/// <summary>What the evidence shows.</summary>
public sealed record VerificationReport(Counts Counts, Latencies LatencyMs, IReadOnlyList<PromiseResult> Promises)
{
    public bool AllHeld => Promises.All(p => p.Held);
}
