using KillSwitch.Chaos.Evidence;

namespace KillSwitch.Chaos.Checks;

/// <summary>What waits can still be completed: the engine knows the token that the store holds.</summary>
internal sealed class WaitingTokensAreGood : IChaosCheck
{
    public string Name => "Every task that waits for people can be completed with the token that is stored";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        var probes = evidence.Tokens.ToDictionary(t => t.IncidentId, StringComparer.Ordinal);
        foreach (var incident in evidence.Store.Incidents.Values.Where(i => i.IsOpen))
        {
            findings.Looked();
            if (incident.Wait is not { Answer: null })
                findings.Wrong($"{incident.IncidentId} ({incident.Scope}, {incident.Phase}) is open and waits for nothing{(incident.Wait is { } wait ? $": it was answered ({wait.Answer}) and the execution did not go on" : "")}.");
            else if (!probes.TryGetValue(incident.IncidentId, out var probe) || probe.Problem is not null)
                findings.Wrong($"{incident.IncidentId} ({incident.Scope}) waits with a token of which Step Functions says {probe?.Problem ?? "nothing, as it was not asked"}.");
        }
        // A run may end with everything restored.
        return findings.Result(Name, expected: false, "no incident is open");
    }
}
