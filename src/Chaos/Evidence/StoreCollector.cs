using KillSwitch.DynamoDb;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Evidence;

/// <summary>Reads the store as the system does, by its own reading of items.</summary>
internal sealed class StoreCollector(Uri endpoint, TimeProvider time)
{
    private const int All = 100_000;

    /// <param name="scopes">Scopes that commands or states are about.</param>
    /// <param name="cmdIds">Commands to ask for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StoreContents> ReadAsync(IEnumerable<Scope> scopes, IEnumerable<string> cmdIds, CancellationToken cancellationToken)
    {
        var settings = new DynamoDbSettings { Endpoint = endpoint.AbsoluteUri };
        using var client = settings.CreateClient();
        var stored = await new DynamoDbIncidentStore(client, settings, time).ListRecentAsync(All, cancellationToken);
        var records = await ScopesAsync(new DynamoDbScopeStore(client, settings), scopes.Concat(stored.Select(s => s.Pointer.Scope)), cancellationToken);
        var commands = await CommandsAsync(new DynamoDbCommandStore(client, settings), cmdIds, cancellationToken);
        var incidents = new Dictionary<string, Incident>(StringComparer.Ordinal);
        foreach (var incident in stored.Select(s => s.Closed).Concat(records.Values.Select(r => r.Incident)).OfType<Incident>())
            incidents.TryAdd(incident.IncidentId, incident);
        return new StoreContents(records, [.. stored.Select(s => s.Pointer)], incidents, commands);
    }

    private static async Task<Dictionary<Scope, ScopeRecord>> ScopesAsync(DynamoDbScopeStore store, IEnumerable<Scope> scopes, CancellationToken cancellationToken)
    {
        var records = new Dictionary<Scope, ScopeRecord>();
        foreach (var scope in scopes.Distinct())
            records[scope] = await store.LoadAsync(scope, cancellationToken);
        return records;
    }

    private static async Task<Dictionary<string, HandledCommand>> CommandsAsync(DynamoDbCommandStore store, IEnumerable<string> cmdIds, CancellationToken cancellationToken)
    {
        var commands = new Dictionary<string, HandledCommand>(StringComparer.Ordinal);
        foreach (var cmdId in cmdIds.Distinct())
        {
            if (await store.FindAsync(cmdId, cancellationToken) is { } handled)
                commands[cmdId] = handled;
        }
        return commands;
    }
}
