using System.Globalization;
using System.Text;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Benchmarks.Report;

namespace KillSwitch.Benchmarks.Soak;

/// <summary>A soak's report as Markdown.</summary>
internal static class SoakMarkdown
{
    private const int MinutesARow = 5;

    public static string Write(SoakResult result)
    {
        var text = new StringBuilder(MarkdownReport.Heading(result.Date, result.Machine));
        var options = result.Options;
        Line(text, $"\n### soak: {result.Samples.Count} of {options.Minutes} minutes at {result.RatePerSecond:N0} orders/s");
        Line(
            text,
            $"\n{options.Routers} routers, {options.Delivery.ToString().ToLowerInvariant()} delivery, workflow, operator API, detector: a process each, beside one Apache Kafka node, the source and the reader. One kill and one unkill a minute."
        );
        if (result.MaximumPerSecond is { } maximum)
            Line(text, $"The rate is half of what all of it together sustained at the beginning: {maximum:N0} orders/s.");
        Line(text, $"\n**{Verdict(result)}**\n");
        foreach (var trouble in result.Troubles)
            Line(text, $"- {trouble}");
        AppendGrowths(text, result);
        AppendSamples(text, result.Samples);
        Line(
            text,
            $"\nKills: command → state published {Spread(result.CommandToPublished)}; state published → last order allowed {Spread(result.PublishedToLastAllowed)}."
        );
        return text.ToString();
    }

    private static string Verdict(SoakResult result)
    {
        if (result.Growths.Count == 0)
            return "Too short to tell whether anything grows.";
        var growing = result.Growths.Where(g => g.Grows).Select(g => g.What).ToList();
        return growing.Count == 0 ? $"Nothing grows: {result.Growths.Count} things compared." : $"It grows: {string.Join("; ", growing)}.";
    }

    private static void AppendGrowths(StringBuilder text, SoakResult result)
    {
        if (result.Growths.Count == 0)
            return;
        Line(text, $"\nMedian of the first quarter after the warm-up, and of the last; it grows where the last is above the limit.\n");
        Line(text, $"| what | first | last | limit | grows |\n|---|---:|---:|---:|---|");
        foreach (var g in result.Growths)
            Line(
                text,
                $"| {g.What} | {Figures.Show(g.First)} | {Figures.Show(g.Last)} | {Figures.Show(g.Limit)} | {(g.Grows ? "**yes**" : "no")} |"
            );
    }

    private static void AppendSamples(StringBuilder text, IReadOnlyList<SoakSample> samples)
    {
        if (samples.Count == 0)
            return;
        var names = samples[0].Processes.Select(p => p.Name).ToList();
        Line(text, $"\nMedians of {MinutesARow} minutes; processes: resident memory in MiB (VmRSS) / open handles / threads.\n");
        Line(
            text,
            $"| minutes | orders/s | p50 ms | p99 ms | lag | {string.Join(" | ", names)} |\n|---|---:|---:|---:|---:|{string.Concat(names.Select(_ => "---:|"))}"
        );
        foreach (var row in samples.Chunk(MinutesARow))
        {
            var processes = names.Select(name =>
            {
                var of = row.SelectMany(s => s.Processes).Where(p => p.Name == name).ToList();
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Median(of, p => p.ResidentInMiB):0} / {Median(of, p => p.Handles):0} / {Median(of, p => p.Threads):0}"
                );
            });
            Line(
                text,
                $"| to {row[^1].AtMinute:0} | {Median(row, s => s.OrdersPerSecond):N0} | {Median(row, s => s.Latency.P50):0} | {Median(row, s => s.Latency.P99):0} | {Median(row, s => s.Lag.Sum()):0} | {string.Join(" | ", processes)} |"
            );
        }
    }

    private static string Spread(LatencySpread spread) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {spread.P50:0} ms, p99 {spread.P99:0} ms, max {spread.Max:0} ms ({spread.Count} kills)"
        );

    private static double Median<T>(IReadOnlyList<T> of, Func<T, double> value) => of.Count == 0 ? 0 : Rounds.Median([.. of.Select(value)]);

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
