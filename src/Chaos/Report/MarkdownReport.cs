using System.Globalization;
using System.Text;

namespace KillSwitch.Chaos.Report;

/// <summary>The report for documents.</summary>
internal static class MarkdownReport
{
    public static string Of(ChaosReport report)
    {
        var text = new StringBuilder();
        Line(text, $"# {(report.Held ? "Held" : "BROKEN")}: {report.Injected} faults, {report.Violations} violations");
        Line(text, $"");
        Line(
            text,
            $"`{report.Command}`, {report.StartedAt:yyyy-MM-dd HH:mm}Z, {report.Broker}, {report.Delivery} delivery, {report.OrdersPerSecond} orders/s, {report.Cores} cores for brokers, parts and driver together, {report.UnderLoad.TotalMinutes:0.0} minutes from start to rest."
        );
        Line(
            text,
            $"{report.Orders:N0} records of orders: {report.Allowed:N0} allowed, {report.Dropped:N0} dropped, {report.Rejected:N0} rejected."
        );
        Line(text, $"");
        Line(text, $"| fault | injected | recovered | recovery p50 | max | outage p50 | max |");
        Line(text, $"|---|--:|--:|--:|--:|--:|--:|");
        foreach (var kind in report.Faults)
            Line(
                text,
                $"| {kind.Kind} | {kind.Count} | {kind.Count - kind.NotRecovered} | {ReportTable.Seconds(kind.RecoveryP50)} | {ReportTable.Seconds(kind.RecoveryMax)} | {ReportTable.Seconds(kind.OutageP50)} | {ReportTable.Seconds(kind.OutageMax)} |"
            );
        Line(text, $"");
        Line(
            text,
            $"Recovery is counted from the moment the cause was gone, outage from the moment the fault began. Undisturbed, the same probes took: {string.Join("; ", report.Undisturbed.Select(u => string.Create(CultureInfo.InvariantCulture, $"{u.Key} {u.Value.TotalSeconds:0.00} s")))}."
        );
        Line(text, $"");
        Line(text, $"| kill given while | kills | in force p50 | p99 | max |");
        Line(text, $"|---|--:|--:|--:|--:|");
        foreach (var kind in report.InForce)
            Line(
                text,
                $"| {kind.Fault} | {kind.Kills} | {ReportTable.Seconds(kind.P50)} | {ReportTable.Seconds(kind.P99)} | {ReportTable.Seconds(kind.Max)} |"
            );
        Line(text, $"");
        Line(
            text,
            $"From the moment a kill was sent to the moment an outsider read its KILLED. A kill counts for every fault that was at work meanwhile; of scopes that were not killed already."
        );
        Line(text, $"");
        Line(text, $"| promise | checked | violations |");
        Line(text, $"|---|--:|--:|");
        foreach (var check in report.Checks)
            Line(text, $"| {check.Name} | {check.Checked:N0} | {check.ViolationCount:N0} |");
        foreach (var note in report.Checks.SelectMany(c => c.Notes.Select(n => $"- {c.Name}: {n}")).Prepend(""))
            Line(text, $"{note}");
        foreach (var violation in report.Checks.SelectMany(c => c.Violations.Select(v => $"- **{c.Name}**: {v}")).Prepend(""))
            Line(text, $"{violation}");
        if (report.Unsettled is { } unsettled)
            Line(text, $"\n**It did not come to rest**: {unsettled}.");
        Line(text, $"\nPeople were answered: {string.Join(", ", report.Answers.Select(a => $"{a.Key} {a.Value}×"))}.");
        Line(
            text,
            $"\nProcesses that ended by themselves, loudly, and were started again: {(report.EndedByThemselves.Count == 0 ? "none" : "")}"
        );
        foreach (var end in report.EndedByThemselves)
            Line(text, $"- {end.Process} after {end.At.TotalSeconds:0} s, exit code {end.ExitCode}: {end.Why}");
        return text.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
