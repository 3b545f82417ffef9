using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.LimitChanges.InMemory;

/// <summary>limits.v1: a log, read as routers read it.</summary>
internal sealed class LimitTopic(Faults faults) : ILimitPublisher, ILimitReader
{
    public List<LimitState> Log { get; } = [];

    public Task<PublishedAt> PublishAsync(LimitState state, string? traceParent, CancellationToken cancellationToken) =>
        faults.AroundAsync("publish", () =>
        {
            Log.Add(state);
            return new PublishedAt(0, Log.Count - 1);
        });

    public Task<IReadOnlyDictionary<string, LimitState>> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, LimitState>>(
            Log.GroupBy(state => LimitState.KeyOf(state.Rule, state.Owner)).ToDictionary(one => one.Key, one => one.MaxBy(s => s.Version)!)
        );

    /// <summary>The newest record of a limit; null where there is none.</summary>
    public LimitState? Seen(string rule, string owner) =>
        Log.Where(state => state.Rule == rule && state.Owner == owner).MaxBy(state => state.Version);
}
