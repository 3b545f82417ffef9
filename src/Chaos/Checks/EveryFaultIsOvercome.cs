using KillSwitch.Chaos.Evidence;

namespace KillSwitch.Chaos.Checks;

/// <summary>The fault log: after each fault the system did again what it is for.</summary>
internal sealed class EveryFaultIsOvercome : IChaosCheck
{
    public string Name => "The system recovered from every fault by itself";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        foreach (var fault in evidence.Driver.Faults)
        {
            findings.Looked();
            if (fault.Recovered is null)
                findings.Wrong($"{fault.Kind} ({fault.Target}) at {fault.Injected}, lifted at {fault.Lifted}, was not recovered from.");
            else if (fault.Recovered < fault.Injected || fault.Lifted < fault.Injected)
                findings.Wrong($"{fault.Kind} ({fault.Target}) at {fault.Injected} says it was lifted at {fault.Lifted} and recovered from at {fault.Recovered}: its times contradict each other.");
        }
        return findings.Result(Name, expected: true, "no fault was injected");
    }
}
