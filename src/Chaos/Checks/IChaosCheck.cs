using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Promises;

namespace KillSwitch.Chaos.Checks;

/// <summary>Something the system promises whatever is done to it, proven with what the driver knows from outside. Pure.</summary>
internal interface IChaosCheck
{
    PromiseResult Check(ChaosEvidence evidence);
}
