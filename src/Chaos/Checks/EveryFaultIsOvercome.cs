using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Promises;

namespace KillSwitch.Chaos.Checks;

/// <summary>The fault log: after each fault the system did again what it is for.</summary>
internal sealed class EveryFaultIsOvercome : IChaosCheck
{
    private const string Name = "The system recovered from every fault by itself";

    public PromiseResult Check(ChaosEvidence evidence)
    {
        var finding = new Finding();
        foreach (var fault in evidence.Driver.Faults)
        {
            finding.Looked();
            if (fault.Recovered is null)
            {
                finding.Wrong($"{fault.Kind} ({fault.Target}) at {fault.Injected}, lifted at {fault.Lifted}, was not recovered from.");
            }
            else if (fault.Recovered < fault.Injected || fault.Lifted < fault.Injected)
            {
                finding.Wrong($"{fault.Kind} ({fault.Target}) at {fault.Injected} says it was lifted at {fault.Lifted} "
                    + $"and recovered from at {fault.Recovered}: its times contradict each other.");
            }
        }
        return finding.Result(Name, "As probes saw.", expected: true, "no fault was injected");
    }
}
