using System.Text.Json;
using System.Text.Json.Nodes;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Client;
using KillSwitch.Verification;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Chaos.Evidence;

/// <summary>Reads the executions with their histories, and asks whether waiting tokens are still good.</summary>
internal sealed class ExecutionsCollector(Uri states, string stateMachineArn)
{
    public async Task<List<ExecutionEvidence>> ReadAsync(CancellationToken cancellationToken)
    {
        using var client = new StepFunctionsClient(states, stateMachineArn);
        var found = new List<ExecutionEvidence>();
        foreach (var execution in await client.ExecutionsAsync(stateMachineArn, null, cancellationToken))
        {
            var events = await client.HistoryAsync(execution.Arn, cancellationToken);
            found.Add(new ExecutionEvidence(execution.Arn, execution.Status, JsonSerializer.SerializeToElement(events)));
        }
        return found;
    }

    /// <summary>A heartbeat changes nothing where no heartbeat is asked for, and is refused for a token that is not good.</summary>
    public async Task<List<TokenProbe>> ProbeAsync(IEnumerable<Incident> waiting, CancellationToken cancellationToken)
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
