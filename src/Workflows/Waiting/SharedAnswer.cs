namespace KillSwitch.Workflows.Waiting;

/// <summary>
/// One answer for all who ask within a while: what is asked for takes long, or costs others something. Safe for concurrent use.
/// </summary>
/// <param name="ask">Gets it. Whoever else waits for it does not give up with the first, so it must end by itself.</param>
/// <param name="goodFor">How long it is given, from when it was asked for; one that does not come in that time is waited for.</param>
/// <param name="time">For that.</param>
public sealed class SharedAnswer<T>(Func<Task<T>> ask, TimeSpan goodFor, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Task<T>? _latest;
    private long _askedAt;

    /// <summary>The latest, or a new one. What asking threw is an answer, too.</summary>
    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_latest is null || (_latest.IsCompleted && time.GetElapsedTime(_askedAt) >= goodFor))
            {
                _askedAt = time.GetTimestamp();
                _latest = ask();
            }
            return _latest.WaitAsync(cancellationToken);
        }
    }
}
