using System.Text;
using System.Text.Json;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Watching;

/// <summary>Follows <c>killswitch.state.v1</c> while the run goes on. Thread-safe.</summary>
internal sealed class StateWatch(KafkaSettings kafka, RunClock clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly Dictionary<Scope, KillState> _states = [];

    /// <summary>Scopes whose newest state is KILLED.</summary>
    public IReadOnlyList<Scope> Killed
    {
        get
        {
            lock (_lock)
                return [.. _states.Values.Where(s => s.Status == KillStatus.Killed).Select(s => s.Scope)];
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var record in new TopicTail(kafka).FollowAsync(Topics.State, TailStart.Beginning, cancellationToken))
        {
            var state = JsonSerializer.Deserialize(record.Value, ContractsJson.Default.KillState)
                ?? throw new InvalidDataException($"{Topics.State} holds a null under {Encoding.UTF8.GetString(record.Key ?? [])}.");
            lock (_lock)
            {
                if (_states.GetValueOrDefault(state.Scope)?.Version is not { } version || version < state.Version)
                    _states[state.Scope] = state;
            }
        }
    }

    public bool IsKilled(Scope scope)
    {
        lock (_lock)
            return _states.GetValueOrDefault(scope)?.Status == KillStatus.Killed;
    }

    public async Task UntilRestoredAsync(Scope scope, CancellationToken cancellationToken)
    {
        while (IsKilled(scope))
            await Task.Delay(Poll, clock.Time, cancellationToken);
    }

    public async Task UntilKilledAsync(Scope scope, CancellationToken cancellationToken)
    {
        while (!IsKilled(scope))
            await Task.Delay(Poll, clock.Time, cancellationToken);
    }
}
