using System.Globalization;
using KillSwitch.Scenarios;
using KillSwitch.Verification;
using KillSwitch.Verification.Measures;
using Spectre.Console;

namespace KillSwitch.Local.Demo;

/// <summary>Shows what the books say.</summary>
internal static class Report
{
    public static void Show(IAnsiConsole console, VerificationReport report)
    {
        var counts = report.Counts;
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"{counts.Orders:#,0} orders: [green]{counts.Allowed:#,0} allowed[/], [red]{counts.Dropped:#,0} dropped[/], {counts.Rejected:#,0} rejected"
        );
        if (report.Refused.Count > 0)
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"refused for what they ask: {string.Join(", ", report.Refused.Select(r => $"{Number(r.Orders)} {r.Rule}"))}"
            );
        console.WriteLine();
        var times = new Table().RoundedBorder().AddColumns("how long", "median", "maximum", "measured");
        Add(times, "breach → command", report.LatencyMs.BreachToCommand);
        Add(times, "command → state published", report.LatencyMs.CommandToPublished);
        Add(times, "state published → first order dropped", report.LatencyMs.PublishedToFirstDrop);
        console.Write(times);
        foreach (var promise in report.Promises)
        {
            var (mark, style) = promise switch
            {
                { Held: false } => ("✗", "red bold"),
                { Shows: true } => ("✓", "green"),
                _ => ("–", "grey"),
            };
            var looked = promise.Held && !promise.Shows ? "Nothing of the kind came up." : $"{Number(promise.Checked)} checked.";
            console.MarkupLine($"[{style}]{mark}[/] {Markup.Escape(promise.Name)}");
            console.MarkupLine($"    {(promise.Held ? "[grey]" : "[red]")}{looked} {Markup.Escape(promise.InWords())}[/]");
        }
        console.WriteLine();
        console.MarkupLine(
            report.AllHeld
                ? $"[green bold]Every promise was held[/], as the topics, the histories and the store show{Unshown(report)}."
                : $"[red bold]{report.Promises.Count(p => !p.Held)} of {report.Promises.Count} promises were not held, or could not be proven.[/]"
        );
    }

    /// <summary>What the loss rate of 1 August 2012 would have made of the time to kill.</summary>
    public static void Show(IAnsiConsole console, KnightLosses losses)
    {
        console.WriteLine();
        foreach (var line in losses.Lines())
            console.WriteLine(line);
    }

    private static string Unshown(VerificationReport report) => report.Promises.Count(p => !p.Shows) switch
    {
        0 => "",
        1 => "; of one, nothing came up to show it by",
        var more => $"; of {more}, nothing came up to show them by",
    };

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static void Add(Table table, string what, Latency latency) =>
        table.AddRow(what, Ms(latency.P50), Ms(latency.Max), latency.N.ToString(CultureInfo.InvariantCulture));

    private static string Ms(long? value) => value is null ? "–" : $"{value.Value.ToString("#,0", CultureInfo.InvariantCulture)} ms";
}
