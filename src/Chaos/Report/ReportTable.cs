using System.Globalization;
using KillSwitch.Chaos.Checks;
using KillSwitch.Chaos.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace KillSwitch.Chaos.Report;

/// <summary>The outcome for the terminal.</summary>
internal static class ReportTable
{
    public static IRenderable Of(ChaosOutcome outcome)
    {
        var faults = new Table()
            .Title("faults")
            .Border(TableBorder.Simple)
            .AddColumn(new TableColumn("kind").NoWrap())
            .AddColumn(Right("injected"))
            .AddColumn(Right("recovered"))
            .AddColumn(Right("recovery p50"))
            .AddColumn(Right("max"))
            .AddColumn(Right("outage p50"))
            .AddColumn(Right("max"));
        foreach (var kind in RecoveryTimes.Of(outcome.Faults))
            faults.AddRow([
                kind.Kind,
                $"{kind.Count}",
                $"{kind.Count - kind.NotRecovered}",
                .. new[] { kind.RecoveryP50, kind.RecoveryMax, kind.OutageP50, kind.OutageMax }.Select(Seconds),
            ]);
        var inForce = new Table()
            .Title("kills in force")
            .Border(TableBorder.Simple)
            .AddColumn(new TableColumn("given while").NoWrap())
            .AddColumn(Right("kills"))
            .AddColumn(Right("p50"))
            .AddColumn(Right("p99"))
            .AddColumn(Right("max"));
        foreach (var kind in outcome.InForce)
            inForce.AddRow([kind.Fault, $"{kind.Kills}", Seconds(kind.P50), Seconds(kind.P99), Seconds(kind.Max)]);
        var checks = new Table()
            .Title("promises")
            .Border(TableBorder.Simple)
            .AddColumn("promise")
            .AddColumn(Right("checked"))
            .AddColumn(Right("violations"));
        foreach (var check in outcome.Checks)
            checks.AddRow(
                Markup.Escape(check.Name),
                check.Checked.ToString("N0", CultureInfo.InvariantCulture),
                check.Held ? "[green]0[/]" : $"[red]{check.ViolationCount}[/]"
            );
        var lines = outcome
            .Checks.SelectMany(c =>
                c.Violations.Select(v => new Markup($"[red]{Markup.Escape(c.Name)}:[/] {Markup.Escape(v)}") as IRenderable)
            )
            .Take(40);
        return new Rows([faults, inForce, checks, .. lines, new Text(outcome.Unsettled ?? "")]);
    }

    public static string Seconds(TimeSpan? time) =>
        time is { } t ? string.Create(CultureInfo.InvariantCulture, $"{t.TotalSeconds:0.0} s") : "-";

    private static TableColumn Right(string name) => new TableColumn(name).RightAligned().NoWrap();
}
