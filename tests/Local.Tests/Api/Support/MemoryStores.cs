using System.Runtime.CompilerServices;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Api.Support;

/// <summary>The three tables in memory, with the conditional writes of the real ones.</summary>
internal sealed class MemoryStores : IScopeStore, IIncidentStore, ICommandStore, IIdempotencyStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Scope, ScopeRecord> _scopes = [];
    private readonly Dictionary<string, StoredIncident> _incidents = [];
    private readonly Dictionary<string, HandledCommand> _commands = [];
    private readonly Dictionary<string, KeyUse> _keys = [];

    /// <summary>While set, the store does not answer.</summary>
    public bool IsDown { get; set; }

    public Task<ScopeRecord> LoadAsync(Scope scope, CancellationToken cancellationToken) =>
        Run(() => _scopes.GetValueOrDefault(scope) ?? ScopeRecord.Empty(scope)).WaitAsync(cancellationToken);

    public Task<bool> TrySaveAsync(ScopeRecord record, CancellationToken cancellationToken) => Run(() =>
    {
        if ((_scopes.GetValueOrDefault(record.Scope)?.Revision ?? 0) != record.Revision)
            return false;
        _scopes[record.Scope] = record with { Revision = record.Revision + 1 };
        return true;
    });

    public Task<IReadOnlyList<Scope>> ListOpenAsync(CancellationToken cancellationToken) =>
        Run<IReadOnlyList<Scope>>(() => [.. _scopes.Values.Where(r => r.OpenIncident is not null).Select(r => r.Scope)]);

    public Task PutPointerAsync(IncidentPointer pointer, CancellationToken cancellationToken) =>
        Run(() => _incidents.TryAdd(pointer.IncidentId, new StoredIncident(pointer, null)));

    public Task PutClosedAsync(Incident incident, CancellationToken cancellationToken) =>
        Run(() =>
            _incidents[incident.IncidentId] = new StoredIncident(
                new IncidentPointer(incident.IncidentId, incident.Scope, incident.OpenedTs),
                incident
            )
        );

    Task<StoredIncident?> IIncidentStore.FindAsync(string incidentId, CancellationToken cancellationToken) =>
        Run(() => _incidents.GetValueOrDefault(incidentId));

    public async IAsyncEnumerable<StoredIncident> ListAsync(
        long? openedUntilTs,
        int atOnce,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var latest = await Run(() => _incidents.Values.OrderByDescending(i => i.Pointer.OpenedTs).ToList());
        foreach (var stored in latest.Where(s => !(s.Pointer.OpenedTs > openedUntilTs)))
            yield return stored;
    }

    Task<HandledCommand?> ICommandStore.FindAsync(string cmdId, CancellationToken cancellationToken) =>
        Run(() => _commands.GetValueOrDefault(cmdId)).WaitAsync(cancellationToken);

    public Task PutAsync(HandledCommand command, CancellationToken cancellationToken) =>
        Run(() => _commands.TryAdd(command.CmdId, command));

    public Task<KeyUse> ClaimAsync(KeyUse use, CancellationToken cancellationToken) =>
        Run(() => _keys.TryGetValue(use.Id, out var first) ? first : _keys[use.Id] = use).WaitAsync(cancellationToken);

    /// <summary>While set, the store takes for ever.</summary>
    public bool Hangs { get; set; }

    private Task<T> Run<T>(Func<T> act)
    {
        if (Hangs)
            return new TaskCompletionSource<T>().Task;
        if (IsDown)
            return Task.FromException<T>(new StoreUnavailableException("the store at secret.internal:8000 does not answer"));
        lock (_lock)
            return Task.FromResult(act());
    }
}
