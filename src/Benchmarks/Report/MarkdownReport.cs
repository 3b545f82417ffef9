using System.Globalization;
using System.Text;

namespace KillSwitch.Benchmarks.Report;

/// <summary>A report as Markdown, with a table for each benchmark.</summary>
internal static class MarkdownReport
{
    public static string Write(BenchmarkReport report)
    {
        var text = new StringBuilder(Heading(report.Date, report.Machine));
        if (report.Quick)
            text.Append("\n**A quick run: it shows that all works, its figures mean nothing.**\n");
        foreach (var result in report.Results)
            Append(text, result);
        return text.ToString();
    }

    /// <summary>When and where, in a line.</summary>
    public static string Heading(DateTimeOffset date, Machine machine) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{date:yyyy-MM-dd HH:mm} UTC · {machine.Cpu}, {machine.Cores} cores, {machine.MemoryGib:0.#} GiB · {machine.Os} · {machine.Runtime} · data in {machine.Data}"
        )
        + (machine.LoadBefore is { } load ? string.Create(CultureInfo.InvariantCulture, $" · load before the run {load:0.0}") : "")
        + "\n";

    private static void Append(StringBuilder text, BenchmarkResult result)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n### {result.Name}: {result.Describe}\n\n");
        if (result.Measurements.Count > 0)
        {
            text.Append("| figure | value | baseline | ratio | aim | met | conditions |\n|---|---:|---|---:|---:|---|---|\n");
            foreach (var measurement in result.Measurements)
                Append(text, measurement);
        }
        if (result.Missing is { } missing)
            text.Append(CultureInfo.InvariantCulture, $"{(result.Measurements.Count > 0 ? "\n" : "")}{missing}\n");
    }

    private static void Append(StringBuilder text, Measurement measurement)
    {
        var baseline = measurement.Baseline is { } b ? $"{b.Name}: {Figures.Show(b.Value)}" : "";
        var ratio = measurement.Ratio is { } r ? Figures.ShowRatio(r) : "";
        var met = measurement.Met switch
        {
            true => "yes",
            false => "**no**",
            null => "",
        };
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {Cell(measurement.Name)} | {Figures.Show(measurement.Value)} {measurement.Unit} | {Cell(baseline)} | {ratio} | {measurement.Aim} | {met} | {Cell(measurement.Conditions)} |\n"
        );
    }

    /// <summary>A text that stays within its cell.</summary>
    public static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
