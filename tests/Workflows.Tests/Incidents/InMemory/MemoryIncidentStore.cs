using System.Runtime.CompilerServices;
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

    /// <summary>Lists what is closed as it was before, as an index does for a moment.</summary>
    public bool ListsLate { get; set; }

    public async IAsyncEnumerable<StoredIncident> ListAsync(
        long? openedUntilTs,
        int atOnce,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.CompletedTask;
        var listed = _pointers
            .Values.Where(pointer => !(pointer.OpenedTs > openedUntilTs))
            .OrderByDescending(pointer => pointer.OpenedTs)
            .ThenBy(pointer => pointer.IncidentId, StringComparer.Ordinal)
            .Select(pointer => ListsLate ? new StoredIncident(pointer, null) : Stored(pointer))
            .ToList();
        foreach (var stored in listed)
            yield return stored;
    }

    private StoredIncident Stored(IncidentPointer pointer) =>
        new(pointer, _closed.TryGetValue(pointer.IncidentId, out var json) ? Read(json) : null);

    private static Incident Read(string json) => JsonSerializer.Deserialize(json, IncidentsJson.Default.Incident)!;
}
