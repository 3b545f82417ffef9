using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification;
using KillSwitch.Verification.Promises;

namespace KillSwitch.Chaos.Checks;

/// <summary>Everything that is checked after a run.</summary>
internal static class ChaosChecks
{
    /// <summary>What only the driver can prove: it knows what was sent when, what was answered, and what was broken.</summary>
    public static IReadOnlyList<IChaosCheck> OfTheDriver { get; } =
    [
        new EveryBatchSawWhatWasReadable(),
        new NothingSentAfterAKillCameOut(),
        new NothingSentUnderAKillEverCameOut(),
        new AcceptedOrdersAreKept(),
        new AcceptedCommandsAreKept(),
        new WaitingTokensAreGood(),
        new NoSecretLeaks(),
        new EveryFaultIsOvercome(),
        new KillsAreInForceInTime(),
    ];

    /// <summary>The promises that hold for every run, then those of the driver.</summary>
    public static IReadOnlyList<PromiseResult> Run(ChaosEvidence evidence) =>
        [.. Verifier.Verify(evidence.Facts, evidence.Driver.Options).Promises, .. OfTheDriver.Select(check => check.Check(evidence))];
}
