using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

/// <summary>The state topic: a log, read as routers read it.</summary>
internal sealed class StateTopic(Faults faults) : IStatePublisher, IStateReader
{
    public List<KillState> Log { get; } = [];

    public Task<PublishedAt> PublishAsync(KillState state, string? traceParent, CancellationToken cancellationToken) =>
        faults.AroundAsync("publish", () =>
        {
            Log.Add(state);
            return new PublishedAt(0, Log.Count - 1);
        });

    public KillState? Seen(Scope scope) => Log.Where(state => state.Scope == scope).MaxBy(state => state.Version);

    public Task<IReadOnlyDictionary<Scope, KillState>> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<Scope, KillState>>(
            Log.GroupBy(state => state.Scope).ToDictionary(ofScope => ofScope.Key, ofScope => Seen(ofScope.Key)!)
        );
}
