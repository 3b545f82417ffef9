namespace KillSwitch.Verification.Promises;

/// <summary>(g) Every task that an execution entered, as often as it did, is in the audit.</summary>
/// <remarks>The last one entered by an execution that still runs may be under way, and is not asked for.</remarks>
internal sealed class EveryStepIsAudited : IPromise
{
    public const string Name = "Every step of every execution is in the audit";

    /// <summary>The step's own clock and the engine's may differ a little.</summary>
    private const long SlackInMs = 2_000;

    public PromiseResult Check(RunFacts run)
    {
        var finding = new Finding(Name).Needs(run.Audit);
        foreach (var execution in run.Executions)
        {
            var audits = run.StepsEver.Where(s => s.ExecutionArn == execution.Arn).OrderBy(s => s.Ts).ToList();
            foreach (var entry in ExecutionHistory.TasksEntered(execution))
            {
                if (entry.ExitedMs is null && execution.Status == "RUNNING")
                    continue;
                finding.Looked();
                var at = audits.FindIndex(a => a.Step == entry.State && a.Ts >= entry.EnteredMs - SlackInMs && a.Ts <= (entry.ExitedMs ?? long.MaxValue - SlackInMs) + SlackInMs);
                if (at < 0)
                {
                    finding.Wrong($"{entry.State} (event {entry.EventId}) of {NameOf(execution.Arn)} is not in the audit.");
                    continue;
                }
                // What is left of its tries must not vouch for the next time the state is entered.
                var attempt = audits[at];
                audits.RemoveAt(at);
                while (at < audits.Count && audits[at].Step == attempt.Step && audits[at].Attempt > attempt.Attempt)
                {
                    attempt = audits[at];
                    audits.RemoveAt(at);
                }
            }
        }
        foreach (var incident in run.Incidents.Where(i => i.ExecutionArn is not null && run.Executions.All(e => e.Arn != i.ExecutionArn)))
            finding.Wrong($"The execution of {incident.IncidentId} is not there.");
        return finding.Result($"{run.Executions.Count} execution{(run.Executions.Count == 1 ? "" : "s")}, state by state.", run.Expected.Kill, "There was no execution.");
    }

    private static string NameOf(string arn) => arn[(arn.LastIndexOf(':') + 1)..];
}
