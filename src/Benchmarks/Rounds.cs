using System.Diagnostics;

namespace KillSwitch.Benchmarks;

/// <summary>Measures loops in turns, so that what else the machine does meets all of them alike.</summary>
internal static class Rounds
{
    /// <param name="rounds">How many turns; the first, which compiles the code, is not counted.</param>
    /// <param name="length">How long each loop runs in a turn.</param>
    /// <param name="cancellationToken">Looked at between loops.</param>
    /// <param name="loops">Each does some thousand operations a call and returns how many.</param>
    /// <returns>Operations in a second of processor time, of each loop: the median of its turns. Loops take one thread.</returns>
    public static double[] Rates(int rounds, TimeSpan length, CancellationToken cancellationToken, params Func<int>[] loops)
    {
        var rates = loops.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < loops.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var rate = Rate(loops[i], length);
                if (round > 0)
                    rates[i].Add(rate);
            }
        }
        return [.. rates.Select(Median)];
    }

    public static double Median(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The value below which <paramref name="share"/> (0 to 1) of all lie; NaN without any.</summary>
    public static double Percentile(IReadOnlyCollection<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    private static double Rate(Func<int> loop, TimeSpan length)
    {
        var started = Stopwatch.GetTimestamp();
        // Not by the clock on the wall: a core that is taken away for a while is not this loop's slowness. The collector's work counts.
        var processor = Environment.CpuUsage.TotalTime;
        long operations = 0;
        while (Stopwatch.GetElapsedTime(started) < length)
            operations += loop();
        return operations / (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
    }
}
