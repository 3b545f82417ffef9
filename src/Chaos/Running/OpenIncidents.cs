using KillSwitch.DynamoDb;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Chaos.Running;

/// <summary>The open incidents as they are stored, with what each waits for: the operator API tells nobody of that.</summary>
/// <param name="endpoint">Where the store is just now; it is killed and started again.</param>
/// <param name="time">For the pause before it is asked again.</param>
internal sealed class OpenIncidents(Func<string> endpoint, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Asks until it is told.</summary>
    public async Task<IReadOnlyList<Incident>> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await ReadOnceAsync(cancellationToken);
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private async Task<List<Incident>> ReadOnceAsync(CancellationToken cancellationToken)
    {
        var tables = new DynamoDbSettings { Endpoint = endpoint() };
        using var client = tables.CreateClient();
        var store = new DynamoDbScopeStore(client, tables);
        var open = new List<Incident>();
        foreach (var scope in await store.ListOpenAsync(cancellationToken))
        {
            if ((await store.LoadAsync(scope, cancellationToken)).OpenIncident is { } incident)
                open.Add(incident);
        }
        return open;
    }
}
