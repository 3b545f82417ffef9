namespace KillSwitch.Local.Happenings;

/// <summary>Whether somebody looks on: what is done for them alone waits for them, and ends when they have gone. Thread-safe.</summary>
/// <param name="patience">Who has not looked for so long has gone.</param>
/// <param name="time">Tells how long that is.</param>
internal sealed class Onlookers(TimeSpan patience, TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _come = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lookedAt;

    /// <summary>Somebody looks.</summary>
    public void Look()
    {
        lock (_lock)
        {
            _lookedAt = time.GetTimestamp();
            _come.TrySetResult();
        }
    }

    /// <summary>Returns when somebody looks, or has before and has not gone.</summary>
    public Task ComeAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _come.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Returns when all have gone.</summary>
    public async Task GoAsync(CancellationToken cancellationToken)
    {
        while (Left() is { } left)
            await Task.Delay(left, time, cancellationToken);
    }

    /// <returns>For how long whoever looked last is taken to be there; null where he has gone.</returns>
    private TimeSpan? Left()
    {
        lock (_lock)
        {
            var left = patience - time.GetElapsedTime(_lookedAt);
            if (left > TimeSpan.Zero)
                return left;
            _come = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return null;
        }
    }
}
