namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>
/// Counts latencies in buckets 1 % wide, so that an hour of them takes no more memory than a second. From 1 µs to 100 s; thread-safe.
/// </summary>
internal sealed class LatencyHistogram
{
    private const double Width = 0.01;
    private const double LongestInUs = 100_000_000;

    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[Bucket(LongestInUs) + 1];
    private double _maxInUs;

    public void Record(TimeSpan latency)
    {
        var us = Math.Clamp(latency.TotalMicroseconds, 1, LongestInUs);
        lock (_lock)
        {
            _counts[Bucket(us)]++;
            _maxInUs = Math.Max(_maxInUs, us);
        }
    }

    /// <summary>What has been recorded since the last time it was taken.</summary>
    public LatencySpread Take()
    {
        lock (_lock)
        {
            var spread = new LatencySpread(_counts.Sum(), Quantile(0.5), Quantile(0.99), _maxInUs / 1000);
            Array.Clear(_counts);
            _maxInUs = 0;
            return spread;
        }
    }

    private double Quantile(double q)
    {
        var rank = (long)Math.Ceiling(_counts.Sum() * q);
        long seen = 0;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank && seen > 0)
                return Math.Min(Math.Exp((bucket + 0.5) * Width), _maxInUs) / 1000;
        }
        return 0;
    }

    private static int Bucket(double us) => (int)(Math.Log(us) / Width);
}
