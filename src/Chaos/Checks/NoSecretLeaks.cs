using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Promises;

namespace KillSwitch.Chaos.Checks;

/// <summary>What the scanner found while the evidence was read.</summary>
internal sealed class NoSecretLeaks : IChaosCheck
{
    private const string Name = "No task token, bearer token, key or signed link stands where it can be read";

    public PromiseResult Check(ChaosEvidence evidence)
    {
        var finding = new Finding();
        finding.Looked(evidence.Secrets.Looked);
        foreach (var found in evidence.Secrets.Found)
            finding.Wrong(found);
        return finding.Result(Name, "Records, events, mails and lines.", expected: true, "nothing was looked through");
    }
}
