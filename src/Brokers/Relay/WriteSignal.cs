namespace KillSwitch.Brokers.Relay;

/// <summary>Counts what has become readable at a broker, and wakes whoever waits for more. Thread-safe.</summary>
internal sealed class WriteSignal
{
    private long _count;
    private volatile TaskCompletionSource _next = New();

    /// <summary>How much so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Something may be read that could not be read before.</summary>
    public void Raise()
    {
        Interlocked.Increment(ref _count);
        Interlocked.Exchange(ref _next, New()).SetResult();
    }

    /// <summary>Completes once there is more than that; at once where there is.</summary>
    public Task MoreThanAsync(long count)
    {
        // Taken first: what comes between the two completes it.
        var next = _next;
        return Count > count ? Task.CompletedTask : next.Task;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
