using KillSwitch.Chaos.Evidence;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Checks;

/// <summary>What was deleted, or nobody can read, proves nothing: every other check rests on this one.</summary>
internal sealed class TopicsAreWhole : IChaosCheck
{
    public string Name => "Every topic is there from its first record, and can be read";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        foreach (var extent in evidence.Extents)
        {
            findings.Looked(extent.Records);
            if (extent.Low > 0)
                findings.Wrong($"{extent.Topic} partition {extent.Partition} begins at offset {extent.Low}: what was before it is gone.");
        }
        foreach (var topic in Topics.All.Where(t => evidence.Extents.All(e => e.Topic != t.Name)))
            findings.Wrong($"{topic.Name} was not read.");
        foreach (var place in evidence.UnreadableAudits)
            findings.Wrong($"{place.In(Topics.Audit)} is no audit that can be read.");
        return findings.Result(Name, expected: true, "no record is in any topic");
    }
}
