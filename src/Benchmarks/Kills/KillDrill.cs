using KillSwitch.Benchmarks.EndToEnd;

namespace KillSwitch.Benchmarks.Kills;

/// <summary>Kills one scope while orders of it come in, and waits until the topics tell all of it.</summary>
/// <param name="orders">The source; a part of its orders belongs to the scope meanwhile.</param>
/// <param name="watch">Reads the topics.</param>
internal sealed class KillDrill(PacedOrders orders, KillWatch watch)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="hot">A scope nobody used before.</param>
    /// <param name="command">Commands the kill.</param>
    /// <param name="around">How long orders come in before, and after the state is published.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TimeoutException">The kill did not come about in 30 s.</exception>
    public async Task<Kill> RunAsync(
        HotScope hot,
        Func<CancellationToken, Task> command,
        TimeSpan around,
        CancellationToken cancellationToken
    )
    {
        watch.Expect(hot);
        orders.Hot = hot;
        await UntilAsync(hot, "an order of it is allowed", kill => kill.Allowed > 0, cancellationToken);
        await Task.Delay(around, TimeProvider.System, cancellationToken);
        await command(cancellationToken);
        await UntilAsync(hot, "it is killed", kill => kill.PublishedAt is not null && kill.CommandedAt is not null, cancellationToken);
        await Task.Delay(around, TimeProvider.System, cancellationToken);
        await UntilAsync(hot, "an order of it is dropped", kill => kill.Dropped > 0, cancellationToken);
        orders.Hot = null;
        return watch.Of(hot);
    }

    public async Task UntilAsync(HotScope hot, string what, Func<Kill, bool> holds, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!holds(watch.Of(hot)))
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                throw new TimeoutException($"Waited {Patience.TotalSeconds:0} s in vain, for {hot.Scope}, until {what}: {watch.Of(hot)}");
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
    }
}
