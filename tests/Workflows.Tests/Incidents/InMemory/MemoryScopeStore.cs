using System.Text.Json;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

/// <summary>Keeps JSON, as the real one does: what is not written does not come back.</summary>
internal sealed class MemoryScopeStore(Faults faults) : IScopeStore
{
    private readonly Dictionary<Scope, string> _records = [];

    public IEnumerable<ScopeRecord> All => _records.Values.Select(Read);

    public ScopeRecord this[Scope scope] => _records.TryGetValue(scope, out var json) ? Read(json) : ScopeRecord.Empty(scope);

    /// <summary>Whether it does not answer.</summary>
    public bool Away { get; set; }

    public Task<ScopeRecord> LoadAsync(Scope scope, CancellationToken cancellationToken) =>
        Away ? throw new StoreUnavailableException("the store is away") : Task.FromResult(this[scope]);

    public Task<bool> TrySaveAsync(ScopeRecord record, CancellationToken cancellationToken) =>
        faults.AroundAsync("save", () =>
        {
            if (this[record.Scope].Revision != record.Revision)
                return false;
            _records[record.Scope] = JsonSerializer.Serialize(
                record with
                {
                    Revision = record.Revision + 1,
                },
                IncidentsJson.Default.ScopeRecord
            );
            return true;
        });

    public Task<IReadOnlyList<Scope>> ListOpenAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Scope>>([.. All.Where(record => record.OpenIncident is not null).Select(record => record.Scope)]);

    private static ScopeRecord Read(string json) => JsonSerializer.Deserialize(json, IncidentsJson.Default.ScopeRecord)!;
}
