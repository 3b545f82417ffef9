using KillSwitch.Verification.Facts;

namespace KillSwitch.Verification.Promises;

/// <summary>Something the system promises, worked out anew from what a run left behind. Pure.</summary>
internal interface IPromise
{
    /// <summary>The promise, in a sentence.</summary>
    string Name { get; }

    /// <summary>
    /// Whether it can be told only where nothing was disturbed, as it goes by clocks, or by two effects of which the second may be lost.
    /// </summary>
    bool NeedsCalm => false;

    PromiseResult Check(RunFacts facts, VerificationOptions options);
}
