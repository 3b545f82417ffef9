using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.People;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// Every record of <c>limits.v1</c> that lets more through than what held before it names somebody who approved it and had not asked for
/// it; the end of a temporary change is such a record, too.
/// </summary>
internal sealed class NobodyLoosensALimitAlone : IPromise
{
    public string Name => "No limit was loosened by one person alone";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Limits);
        long looser = 0;
        foreach (var change in facts.Limits.Where(change => facts.IsOfRun(Topics.Limits, change.Place)))
        {
            finding.Looked();
            var here = change.Place.In(Topics.Limits);
            if (change.State is not { } state)
            {
                finding.Wrong($"{here} cannot be read.");
                continue;
            }
            if (!change.IsLooser)
                continue;
            looser++;
            if (!IsApproved(state))
                finding.Wrong($"{here} loosens {state.Rule} of {state.Owner}, asked for by {state.AskedBy}, and nobody else approved it.");
        }
        finding.Count(looser, "of them looser than what held before");
        return finding.Result(Name, "Each change against what held before it.", expected: false, "no limit was changed");
    }

    private static bool IsApproved(LimitState state)
    {
        var asker = Person.FromId(state.AskedBy);
        return state.ApprovedBy?.Select(Person.FromId).Any(approver => approver is not null && !approver.Equals(asker)) == true;
    }
}
