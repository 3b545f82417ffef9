using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Verification.Promises;

/// <summary>The unkill requests that the store holds, by their command.</summary>
internal sealed class RequestsByCommand(StoreContents store)
{
    private readonly Dictionary<string, (Incident Incident, UnkillRequest Request)> _requests =
        store.Incidents.Values.SelectMany(i => i.Requests.Select(r => (Incident: i, Request: r)))
            .GroupBy(r => r.Request.CmdId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);

    public IEnumerable<(Incident Incident, UnkillRequest Request)> All => _requests.Values;

    public bool TryFind(string? cmdId, out Incident incident, out UnkillRequest request)
    {
        var found = _requests.TryGetValue(cmdId ?? "", out var pair);
        (incident, request) = pair;
        return found;
    }

    /// <summary>Of an incident, the latest ten requests are kept.</summary>
    public bool MayBeForgotten(string? incidentId) =>
        store.Incidents.TryGetValue(incidentId ?? "", out var incident) && incident.RequestCount > incident.Requests.Count;
}
