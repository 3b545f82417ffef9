using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.LimitChanges.InMemory;

/// <summary>limits.v1: a log, read as routers read it.</summary>
internal sealed class LimitTopic(Faults faults) : ILimitPublisher
{
    public List<LimitState> Log { get; } = [];

    public Task<PublishedAt> PublishAsync(LimitState state, string? traceParent, CancellationToken cancellationToken) =>
        faults.AroundAsync("publish", () =>
        {
            Log.Add(state);
            return new PublishedAt(0, Log.Count - 1);
        });

    /// <summary>The newest record of a limit; null where there is none.</summary>
    public LimitState? Seen(string rule, string owner) =>
        Log.Where(state => state.Rule == rule && state.Owner == owner).MaxBy(state => state.Version);
}
