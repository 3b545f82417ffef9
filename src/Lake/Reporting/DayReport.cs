using System.Globalization;
using System.Net;
using System.Text;
using KillSwitch.Lake.Asking;
using KillSwitch.Lake.Finding;
using KillSwitch.Lake.Storage;

namespace KillSwitch.Lake.Reporting;

/// <summary>The day for people: a picture of each symbol's price with its alerts in it, and the same figures as CSV and JSON.</summary>
internal static class DayReport
{
    private const int Width = 640;
    private const int Height = 120;
    private const int Margin = 8;

    private const string Prices = """
        select symbol, cast(floor(ts_ms / 300000.0) as bigint) * 300000 as ts, avg(cast(price as double)) as price
        from curated where event_type = 'EXECUTION' group by 1, 2 order by 1, 2
        """;

    /// <returns>The HTML's path.</returns>
    public static string Write(LakeFolder folder, TimeProvider time, CancellationToken stop)
    {
        Directory.CreateDirectory(folder.Reports);
        using var lake = LakeTables.Open(folder, new());
        Answer Ask(string sql) => LakeQuery.Ask(lake, sql, TimeSpan.FromMinutes(1), time, stop);
        var volume = Ask(SqlFiles.Of(SqlFiles.Query)["volume"]);
        var summary = Ask(SqlFiles.Of(SqlFiles.Query)["alerts"]);
        var alerts = AlertFiles.Read(folder.Alerts);
        Put(folder, "alerts-by-rule.csv", summary.ToCsv());
        Put(folder, "alerts-by-rule.json", summary.ToJson());
        Put(folder, "volume.csv", volume.ToCsv());
        Put(folder, "volume.json", volume.ToJson());
        return Put(folder, "report.html", Html(Ask(Prices), alerts, summary, Ask(SqlFiles.Of(SqlFiles.Query)["unwatched"])));
    }

    private static string Put(LakeFolder folder, string name, string text)
    {
        var path = Path.Combine(folder.Reports, name);
        File.WriteAllText(path + ".next", text);
        File.Move(path + ".next", path, overwrite: true);
        return path;
    }

    private static string Html(Answer prices, IReadOnlyList<Alert> alerts, Answer summary, Answer unwatched)
    {
        var html = new StringBuilder("""
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Trade surveillance</title>
            <style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1b1f24}
            table{border-collapse:collapse;margin:1rem 0}td,th{padding:.25rem .75rem;border-bottom:1px solid #d0d7de;text-align:left}
            .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(26rem,1fr));gap:1rem}figure{margin:0}figcaption{font-weight:600}
            svg{width:100%;background:#f6f8fa}polyline{fill:none;stroke:#0969da;stroke-width:1.5}circle{fill:#cf222e;stroke:#fff}</style>
            <h1>Trade surveillance</h1><p>An alert says that something looks like a pattern. Whether it is abuse, a person decides.</p><h2>Alerts</h2>
            """);
        Table(html, summary);
        html.Append("<h2>Price of each symbol, and where its alerts begin</h2><div class=\"charts\">");
        foreach (var symbol in prices.Rows.GroupBy(row => Answer.Text(row[0])))
            Chart(html, symbol.Key, [.. symbol.Select(row => ((long)row[1]!, (double)row[2]!))], alerts);
        html.Append("</div><h2>Each alert</h2><table><tr><th>begins (UTC)<th>rule<th>severity<th>symbol<th>who<th>score<th>events<th>id</tr>");
        foreach (var alert in alerts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Time(alert.FromTs)}<td>{alert.Rule}<td>{alert.Severity}<td>{Safe(alert.Symbol)}");
            html.Append(CultureInfo.InvariantCulture, $"<td>{Safe(alert.Subject)}<td>{alert.Score}<td>{alert.Evidence.Count}<td>{alert.AlertId}</tr>");
        }
        html.Append("</table><h2>Not watched for marking the close: venues without a calendar</h2>");
        Table(html, unwatched);
        return html.Append("</html>\n").ToString();
    }

    private static void Chart(StringBuilder html, string symbol, IReadOnlyList<(long Ts, double Price)> points, IReadOnlyList<Alert> alerts)
    {
        var (from, to) = (points[0].Ts, Math.Max(points[0].Ts + 1, points[^1].Ts));
        var (low, high) = (points.Min(p => p.Price), points.Max(p => p.Price));
        double X(long ts) => Margin + ((Width - (2 * Margin)) * (double)(Math.Clamp(ts, from, to) - from) / (to - from));
        double Y(double price) => high <= low ? Height / 2.0 : Height - Margin - ((Height - (2 * Margin)) * (price - low) / (high - low));
        html.Append(
            CultureInfo.InvariantCulture,
            $"<figure><figcaption>{Safe(symbol)} {low:0.00} to {high:0.00}</figcaption><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Price of {Safe(symbol)}\"><polyline points=\"");
        foreach (var (ts, price) in points)
            html.Append(CultureInfo.InvariantCulture, $"{X(ts):0.#},{Y(price):0.#} ");
        html.Append("\"/>");
        foreach (var alert in alerts.Where(alert => alert.Symbol == symbol))
        {
            var near = points.MinBy(p => Math.Abs(p.Ts - alert.FromTs));
            html.Append(
                CultureInfo.InvariantCulture,
                $"<circle cx=\"{X(alert.FromTs):0.#}\" cy=\"{Y(near.Price):0.#}\" r=\"5\"><title>{Time(alert.FromTs)} {alert.Rule}: {Safe(alert.Subject)}</title></circle>");
        }
        html.Append("</svg></figure>");
    }

    private static void Table(StringBuilder html, Answer answer)
    {
        html.Append("<table><tr>").AppendJoin("", answer.Columns.Select(name => $"<th>{Safe(name)}")).Append("</tr>");
        foreach (var row in answer.Rows)
            html.Append("<tr>").AppendJoin("", row.Select(value => $"<td>{Safe(Answer.Text(value))}")).Append("</tr>");
        html.Append("</table>");
    }

    private static string Time(long ts) => DateTimeOffset.FromUnixTimeMilliseconds(ts).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
