using KillSwitch.Chaos.Evidence;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Checks;

/// <summary>
/// The histories against the audit, by the hash of each try's input, so that no clock matters: a function that returned has been
/// audited, and nothing is audited that no execution did. A try that died may have been audited or not.
/// </summary>
internal sealed class EveryStepIsAudited : IChaosCheck
{
    public string Name => "Every step of every execution is in the audit, and every audited step in a history";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        var audited = evidence.Steps.Where(s => s.Audit.ExecutionArn is not null).ToLookup(s => (s.Audit.ExecutionArn!, s.Audit.InputHash ?? ""));
        var done = new HashSet<(string, string)>();
        foreach (var execution in evidence.Executions)
        {
            foreach (var attempt in TaskTries.Of(execution))
            {
                findings.Looked();
                done.Add((execution.Arn, attempt.InputHash));
                if (attempt.Returned && !audited[(execution.Arn, attempt.InputHash)].Any(a => a.Audit.Step == attempt.State && a.Audit.Outcome != StepAudit.Failed))
                    findings.Wrong($"{attempt.State} (event {attempt.EventId}) of {NameOf(execution.Arn)} is not in the audit.");
            }
        }
        foreach (var step in evidence.Steps.Where(s => s.Audit.ExecutionArn is not null && !done.Contains((s.Audit.ExecutionArn, s.Audit.InputHash ?? ""))))
            findings.Wrong($"{step.Audit.Step} ({step.Place.In(Topics.Audit)}) says it is of {NameOf(step.Audit.ExecutionArn!)}, whose history has no such try.");
        return findings.Result(Name, evidence.Driver.Expected.Kills, "there is no execution");
    }

    private static string NameOf(string arn) => arn[(arn.LastIndexOf(':') + 1)..];
}
