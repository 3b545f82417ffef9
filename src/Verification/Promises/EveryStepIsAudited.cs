using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// The histories against the audit, by the hash of each try's input, so that no clock matters: a function that returned has been
/// audited, and nothing is audited that no execution did. A try that died may have been audited or not.
/// </summary>
internal sealed class EveryStepIsAudited : IPromise
{
    public string Name => "Every step of every execution is in the audit, and every audited step in a history";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Audit);
        var audited = facts.Steps.Select(s => s.Audit).Where(a => a.ExecutionArn is not null).ToLookup(TryOf);
        var done = new HashSet<(string, string)>();
        foreach (var execution in facts.Executions)
        {
            foreach (var task in TaskTries.Of(execution))
            {
                var wrong = Unaudited(task, t => audited[(execution.Arn, t.InputHash)].Where(a => a.Step == task.State), options.IsCalm);
                foreach (var eventId in wrong)
                    finding.Wrong($"{task.State} (event {eventId}) of {execution.Name} is not in the audit.");
                finding.Looked(task.Tries.Count);
                done.UnionWith(task.Tries.Select(t => (execution.Arn, t.InputHash)));
            }
        }
        // Executions of other state machines were not read.
        var machines = facts.Executions.Select(execution => ExecutionFact.MachineOf(execution.Arn)).ToHashSet();
        bool IsOfOthers(string arn) => machines.Count > 0 && !machines.Contains(ExecutionFact.MachineOf(arn));
        foreach (
            var (place, audit) in facts.StepsOfRun.Where(s =>
                s.Audit.ExecutionArn is { } arn && !IsOfOthers(arn) && !done.Contains(TryOf(s.Audit))
            )
        )
        {
            finding.Wrong($"{audit.Step} ({place.In(Topics.Audit)}) says it is of {ExecutionFact.NameOf(audit.ExecutionArn!)}, "
                + "whose history has no such try.");
        }
        var basis = $"{facts.Executions.Count} execution{(facts.Executions.Count == 1 ? "" : "s")}, try by try.";
        return finding.Result(Name, basis, options.Expected.Kill, "there is no execution");
    }

    private static (string ExecutionArn, string InputHash) TryOf(StepAudit audit) => (audit.ExecutionArn!, audit.InputHash ?? "");

    /// <returns>The events that lack an audit.</returns>
    private static IEnumerable<long> Unaudited(EnteredTask task, Func<TaskTry, IEnumerable<StepAudit>> audits, bool calm)
    {
        foreach (var attempt in task.Tries.Where(t => t.Returned && audits(t).All(a => a.Outcome == StepAudit.Failed)))
            yield return attempt.EventId;
        // Where nothing was disturbed no try dies without a word, and none is never made.
        var silent = !task.Tries.Any(t => t.Returned || audits(t).Any());
        if (silent && !task.IsUnderWay && (calm || task.Tries.Count == 0))
            yield return task.EventId;
    }
}
