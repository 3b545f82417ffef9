using System.Text.Json;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

internal sealed class MemoryIncidentStore(Faults faults) : IIncidentStore
{
    private readonly Dictionary<string, IncidentPointer> _pointers = [];
    private readonly Dictionary<string, string> _closed = [];

    public IEnumerable<Incident> Closed => _closed.Values.Select(Read);

    public Task PutPointerAsync(IncidentPointer pointer, CancellationToken cancellationToken) =>
        faults.AroundAsync("put pointer", () => { _pointers.TryAdd(pointer.IncidentId, pointer); });

    public Task PutClosedAsync(Incident incident, CancellationToken cancellationToken) =>
        faults.AroundAsync("put closed", () =>
        {
            _pointers.TryAdd(incident.IncidentId, new(incident.IncidentId, incident.Scope, incident.OpenedTs));
            _closed[incident.IncidentId] = JsonSerializer.Serialize(incident, IncidentsJson.Default.Incident);
        });

    public Task<StoredIncident?> FindAsync(string incidentId, CancellationToken cancellationToken) =>
        Task.FromResult(_pointers.TryGetValue(incidentId, out var pointer) ? Stored(pointer) : null);

    public Task<IReadOnlyList<StoredIncident>> ListRecentAsync(int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredIncident>>([
            .. _pointers.Values.OrderByDescending(pointer => pointer.OpenedTs).Take(limit).Select(Stored),
        ]);

    private StoredIncident Stored(IncidentPointer pointer) =>
        new(pointer, _closed.TryGetValue(pointer.IncidentId, out var json) ? Read(json) : null);

    private static Incident Read(string json) => JsonSerializer.Deserialize(json, IncidentsJson.Default.Incident)!;
}
