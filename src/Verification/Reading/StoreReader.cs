using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Reading;

/// <summary>Reads the store as the system does, by its own reading of items.</summary>
public sealed class StoreReader(IIncidentStore incidents, IScopeStore scopes, ICommandStore commands)
{
    private const int AtOnce = 1_000;

    /// <summary>Everything that the topics' commands and states are about, and every incident the store knows.</summary>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    public async Task<StoreContents> ReadAsync(TopicFacts topics, CancellationToken cancellationToken)
    {
        var stored = new List<StoredIncident>();
        await foreach (var one in incidents.ListAsync(null, AtOnce, cancellationToken).ConfigureAwait(false))
            stored.Add(one);
        var records = await ScopesAsync(topics.Scopes.Concat(stored.Select(s => s.Pointer.Scope)), cancellationToken).ConfigureAwait(false);
        var handled = await CommandsAsync(topics.CmdIds, cancellationToken).ConfigureAwait(false);
        var found = new Dictionary<string, Incident>(StringComparer.Ordinal);
        foreach (var incident in stored.Select(s => s.Closed).Concat(records.Values.Select(r => r.Incident)).OfType<Incident>())
            found.TryAdd(incident.IncidentId, incident);
        return new StoreContents(records, [.. stored.Select(s => s.Pointer)], found, handled);
    }

    private async Task<Dictionary<Scope, ScopeRecord>> ScopesAsync(IEnumerable<Scope> about, CancellationToken cancellationToken)
    {
        var records = new Dictionary<Scope, ScopeRecord>();
        foreach (var scope in about.Distinct())
            records[scope] = await scopes.LoadAsync(scope, cancellationToken).ConfigureAwait(false);
        return records;
    }

    private async Task<Dictionary<string, HandledCommand>> CommandsAsync(IEnumerable<string> cmdIds, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, HandledCommand>(StringComparer.Ordinal);
        foreach (var cmdId in cmdIds.Distinct())
        {
            if (await commands.FindAsync(cmdId, cancellationToken).ConfigureAwait(false) is { } handled)
                found[cmdId] = handled;
        }
        return found;
    }
}
