using System.Text.Json;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.LimitChanges.InMemory;

/// <summary>Records as JSON, with the conditional writes of the real store.</summary>
internal sealed class MemoryLimitStore(Faults faults) : ILimitStore
{
    private readonly Dictionary<LimitKey, string> _records = [];
    private readonly Dictionary<string, LimitChangePointer> _pointers = [];
    private readonly Dictionary<string, string> _ended = [];

    public Task<LimitRecord> LoadAsync(LimitKey key, CancellationToken cancellationToken) =>
        Task.FromResult(_records.TryGetValue(key, out var json)
            ? JsonSerializer.Deserialize(json, LimitChangesJson.Default.LimitRecord)!
            : LimitRecord.Empty(key));

    public Task<bool> TrySaveAsync(LimitRecord record, CancellationToken cancellationToken) =>
        faults.AroundAsync("save", () =>
        {
            var stored = _records.TryGetValue(record.Key, out var json)
                ? JsonSerializer.Deserialize(json, LimitChangesJson.Default.LimitRecord)!.Revision
                : 0;
            if (stored != record.Revision)
                return false;
            _records[record.Key] = JsonSerializer.Serialize(
                record with { Revision = record.Revision + 1 }, LimitChangesJson.Default.LimitRecord);
            return true;
        });

    public Task<IReadOnlyList<LimitKey>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LimitKey>>([.. _records.Keys]);

    public Task PutPointerAsync(LimitChangePointer pointer, CancellationToken cancellationToken) =>
        faults.AroundAsync("put pointer", () => { _pointers.TryAdd(pointer.ChangeId, pointer); });

    public Task PutEndedAsync(LimitChange change, CancellationToken cancellationToken) =>
        faults.AroundAsync("put ended", () =>
        {
            _pointers.TryAdd(change.ChangeId, new LimitChangePointer(change.ChangeId, change.Owner, change.Rule, change.AskedTs));
            _ended[change.ChangeId] = JsonSerializer.Serialize(change, LimitChangesJson.Default.LimitChange);
        });

    public Task<StoredLimitChange?> FindAsync(string changeId, CancellationToken cancellationToken) =>
        Task.FromResult(_pointers.TryGetValue(changeId, out var pointer)
            ? new StoredLimitChange(
                pointer,
                _ended.TryGetValue(changeId, out var json) ? JsonSerializer.Deserialize(json, LimitChangesJson.Default.LimitChange) : null)
            : null);
}
