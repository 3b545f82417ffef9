namespace KillSwitch.Scenarios;

/// <summary>Sends a scenario's orders when they are due.</summary>
public sealed class OrderPlayer(TimeProvider clock)
{
    /// <summary>Sooner than this is now: timers are no finer, and orders that are due together go out together.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(2);

    /// <summary>A timer takes no more than 49.7 days.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private long _sent;

    /// <summary>Records handed over so far. Thread-safe.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>
    /// Plays until the scenario ends or is cancelled, which is no error. Falls behind, rather than skips, if sending is slow.
    /// </summary>
    /// <param name="scenario">What to play; it begins now.</param>
    /// <param name="send">Takes one record; may wait, must not reorder.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many records were sent.</returns>
    public async Task<long> PlayAsync(
        IOrderScenario scenario,
        Func<TimedOrder, CancellationToken, ValueTask> send,
        CancellationToken cancellationToken
    )
    {
        var began = clock.GetTimestamp();
        try
        {
            await foreach (var order in scenario.OrdersAsync(clock.GetUtcNow(), cancellationToken).ConfigureAwait(false))
            {
                while (order.Due - clock.GetElapsedTime(began) is var wait && wait > Grain)
                    await Task.Delay(wait < LongestWait ? wait : LongestWait, clock, cancellationToken).ConfigureAwait(false);
                await send(order, cancellationToken).ConfigureAwait(false);
                Interlocked.Increment(ref _sent);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Endless scenarios end like this.
        }
        return Sent;
    }
}
