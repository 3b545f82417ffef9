using KillSwitch.Chaos.Evidence;

namespace KillSwitch.Chaos.Checks;

/// <summary>What the scanner found while the evidence was read.</summary>
internal sealed class NoSecretLeaks : IChaosCheck
{
    public string Name => "No task token, bearer token, key or signed link stands where it can be read";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        findings.Looked(evidence.Secrets.Looked);
        foreach (var found in evidence.Secrets.Found)
            findings.Wrong(found);
        return findings.Result(Name, expected: true, "nothing was looked through");
    }
}
