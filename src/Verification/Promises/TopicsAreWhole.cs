using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Promises;

/// <summary>What was deleted, or nobody can read, proves nothing: every other promise rests on this one.</summary>
internal sealed class TopicsAreWhole : IPromise
{
    public string Name => "Every topic is there from its first record, and can be read";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.All.Select(t => t.Name));
        finding.Looked(facts.Extents.Sum(e => e.Records));
        foreach (var place in facts.UnreadableAudits)
            finding.Wrong($"Nobody can read the audit record {place.In(Topics.Audit)}.");
        return finding.Result(Name, "From where the run began.", options.Expected.Orders, "no record is in any topic");
    }
}
