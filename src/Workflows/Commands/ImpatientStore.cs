using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Waiting;

namespace KillSwitch.Workflows.Commands;

/// <summary>
/// Asks a store that may hang, for callers with no time to wait: one that has not answered is not asked again for a moment. Safe for
/// concurrent use.
/// </summary>
internal sealed class ImpatientStore(TimeProvider time)
{
    private static readonly TimeSpan s_restsFor = TimeSpan.FromSeconds(1);

    private long _awayUntil = long.MinValue;

    /// <exception cref="StoreUnavailableException">It does not answer within <paramref name="limit"/>, or did not a moment ago.</exception>
    public async Task<T> AskAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _awayUntil) > time.GetTimestamp())
            throw new StoreUnavailableException("It did not answer a moment ago.");
        try
        {
            return await time.WithinAsync(limit, ask, cancellationToken);
        }
        catch (Exception e) when (e is StoreUnavailableException or TimeoutException)
        {
            Volatile.Write(ref _awayUntil, time.GetTimestamp() + (long)(s_restsFor.TotalSeconds * time.TimestampFrequency));
            throw e as StoreUnavailableException ?? new StoreUnavailableException(e.Message, e);
        }
    }
}
