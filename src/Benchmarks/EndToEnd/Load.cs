using KillSwitch.Kafka.Clients;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>Puts load on whatever routes, from a source of orders to a reader of what was gated, and says how long orders take.</summary>
internal static class Load
{
    /// <summary>Orders on their way at most, while the source sends as much as is worked off.</summary>
    private const int MostOnTheirWay = 50_000;

    private const int Accounts = 20_000;

    /// <summary>Latencies at an even pace, after a warm-up.</summary>
    public static async Task<LatencySpread> LatencyAsync(
        KafkaClients clients,
        Pace pace,
        TimeSpan warmUp,
        TimeSpan measured,
        CancellationToken cancellationToken
    )
    {
        await using var reader = GatedReader.Start(clients);
        await using var orders = PacedOrders.Start(clients, pace, Accounts);
        await Task.Delay(warmUp, TimeProvider.System, cancellationToken);
        reader.Latencies.Take();
        await Task.Delay(measured, TimeProvider.System, cancellationToken);
        return reader.Latencies.Take();
    }

    /// <summary>
    /// How many orders a second the whole sustains, source and reader included: the source sends as long as fewer than 50,000 are
    /// on their way.
    /// </summary>
    public static async Task<double> MostPerSecondAsync(
        KafkaClients clients,
        TimeSpan warmUp,
        TimeSpan measured,
        CancellationToken cancellationToken
    )
    {
        await using var reader = GatedReader.Start(clients);
        await using var orders = PacedOrders.StartWithin(clients, Accounts, sent => sent - reader.Seen < MostOnTheirWay);
        await Task.Delay(warmUp, TimeProvider.System, cancellationToken);
        var (began, before) = (TimeProvider.System.GetTimestamp(), reader.Seen);
        await Task.Delay(measured, TimeProvider.System, cancellationToken);
        return (reader.Seen - before) / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }
}
