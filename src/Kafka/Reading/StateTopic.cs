using System.Text;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Reading;

/// <summary>
/// The state topic as the recovery needs it: the newest readable state of each scope. A scope whose last word cannot be read
/// is shown as KILLED, which is how routers treat it, so that it gets an incident through which people can restore it.
/// </summary>
public sealed class StateTopic(KafkaSettings settings, TimeProvider time, ILoggerFactory? loggers = null) : IStateReader
{
    private const string Unreadable = "unreadable";
    private readonly TopicReader _reader = new(settings, loggers);

    /// <exception cref="KafkaUnreachableException">No broker answered.</exception>
    public async Task<IReadOnlyDictionary<Scope, KillState>> ReadAsync(CancellationToken cancellationToken)
    {
        var states = new Dictionary<Scope, KillState>();
        foreach (
            var record in (await _reader.ReadAllAsync(Topics.State, readCommitted: true, cancellationToken).ConfigureAwait(false)).Records
        )
        {
            // A key that is no scope stops every router and no incident can stand for it: they say so, and it is withdrawn by hand.
            if (!Scope.TryParse(Encoding.UTF8.GetString(record.Key ?? []), out var scope, out _))
                continue;
            var known = states.GetValueOrDefault(scope);
            var state = StateRecord.Read(record.Value, time.GetUtcNow().ToUnixTimeMilliseconds(), out _);
            if (state is null || state.Scope != scope)
                states[scope] = Killed(scope, known?.Version ?? 0, record.TimestampInMs);
            if (state is not null && IsNewer(state, states))
                states[state.Scope] = state.Scope == scope ? state : Killed(state.Scope, state.Version, record.TimestampInMs);
        }
        return states;
    }

    private static bool IsNewer(KillState state, Dictionary<Scope, KillState> states) =>
        !states.TryGetValue(state.Scope, out var known) || state.Version > known.Version;

    private static KillState Killed(Scope scope, long version, long timestampInMs) => new KillState
    {
        Scope = scope,
        Status = KillStatus.Killed,
        Version = version,
        IncidentId = Unreadable,
        Causes = [],
        UpdatedTs = timestampInMs,
        UpdatedBy = Unreadable,
        Reason = "the state topic's last record of this scope cannot be read",
        LastCmdId = Unreadable,
        CorrId = Unreadable,
    };
}
