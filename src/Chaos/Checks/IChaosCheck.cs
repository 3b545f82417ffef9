using KillSwitch.Chaos.Evidence;

namespace KillSwitch.Chaos.Checks;

/// <summary>Something the system promises whatever is done to it, worked out anew from what a run left behind. Pure.</summary>
internal interface IChaosCheck
{
    /// <summary>The promise, in a sentence.</summary>
    string Name { get; }

    CheckResult Check(ChaosEvidence evidence);
}
