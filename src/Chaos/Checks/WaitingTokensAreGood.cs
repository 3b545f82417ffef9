using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Promises;

namespace KillSwitch.Chaos.Checks;

/// <summary>What waits can still be completed: the engine knows the token that the store holds.</summary>
internal sealed class WaitingTokensAreGood : IChaosCheck
{
    private const string Name = "Every task that waits for people can be completed with the token that is stored";

    public PromiseResult Check(ChaosEvidence evidence)
    {
        var finding = new Finding();
        var probes = evidence.Tokens.ToDictionary(t => t.IncidentId, StringComparer.Ordinal);
        foreach (var incident in evidence.Facts.Store.Incidents.Values.Where(i => i.IsOpen))
        {
            finding.Looked();
            if (incident.Wait is not { Answer: null })
            {
                var why = incident.Wait is { } wait ? $": it was answered ({wait.Answer}) and the execution did not go on" : "";
                finding.Wrong($"{incident.IncidentId} ({incident.Scope}, {incident.Phase}) is open and waits for nothing{why}.");
            }
            else if (!probes.TryGetValue(incident.IncidentId, out var probe) || probe.Problem is not null)
            {
                finding.Wrong($"{incident.IncidentId} ({incident.Scope}) waits with a token of which Step Functions says "
                    + $"{probe?.Problem ?? "nothing, as it was not asked"}.");
            }
        }
        // A run may end with everything restored.
        return finding.Result(Name, "Step Functions was asked about each.", expected: false, "no incident is open");
    }
}
