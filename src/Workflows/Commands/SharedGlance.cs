using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Commands;

/// <summary>
/// One reading of the state topic for all who ask within a second: reading all of it takes seconds where it is large. Safe for concurrent
/// use.
/// </summary>
internal sealed class SharedGlance(IStateReader topic, TimeProvider time)
{
    private static readonly TimeSpan s_answersWithin = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<IReadOnlyDictionary<Scope, KillState>>? _latest;
    private long _readAt;

    /// <exception cref="TimeoutException">It takes longer than there is time for.</exception>
    public Task<IReadOnlyDictionary<Scope, KillState>> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_latest is null || time.GetElapsedTime(_readAt) >= s_answersWithin)
            {
                _readAt = time.GetTimestamp();
                _latest = time.WithinAsync(s_answersWithin, topic.ReadAsync, CancellationToken.None);
            }
            return _latest.WaitAsync(cancellationToken);
        }
    }
}
