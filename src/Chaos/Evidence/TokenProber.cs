using System.Text.Json;
using System.Text.Json.Nodes;
using KillSwitch.StepFunctions.Client;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Chaos.Evidence;

/// <summary>Asks Step Functions whether the tokens that incidents wait with are still good.</summary>
internal static class TokenProber
{
    /// <summary>A heartbeat changes nothing where no heartbeat is asked for, and is refused for a token that is not good.</summary>
    public static async Task<List<TokenProbe>> ProbeAsync(Uri states, IEnumerable<Incident> waiting, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var wire = new WireCaller(http, _ => Task.FromResult(states));
        var probes = new List<TokenProbe>();
        foreach (var incident in waiting)
        {
            var body = JsonSerializer.SerializeToElement(new JsonObject { ["taskToken"] = incident.Wait!.TaskToken });
            try
            {
                await wire.CallAsync("SendTaskHeartbeat", body, null, cancellationToken);
                probes.Add(new TokenProbe(incident.IncidentId, null));
            }
            catch (StepFunctionsErrorException refused)
            {
                probes.Add(new TokenProbe(incident.IncidentId, refused.Code));
            }
        }
        return probes;
    }
}
