using System.Globalization;
using KillSwitch.OrderFormats;
using KillSwitch.Scenarios;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Local.Acts;

/// <summary>What was found in a file of one's own orders, for people.</summary>
internal static class OrdersFileReport
{
    private const int MostNamed = 40;

    /// <summary>What was taken for an order and what was not, and whose time they have. Nothing of JSON, of which all is taken.</summary>
    public static IEnumerable<string> Found(OrdersFileContent content)
    {
        if (content.Format == OrderFormat.Json)
            yield break;
        var passedOver = content.PassedOver.Count == 0 ? "" : $"; passed over: {Counts(content.PassedOver)}";
        yield return $"Read as {content.Format.ToString().ToUpperInvariant()}{passedOver}.";
        if (content.Unread.Count > 0)
            yield return $"Columns that nothing is made of: {Named(content.Unread)}.";
        if (content.TimesFrom.Count > 0)
            yield return $"Their times are from: {Counts(content.TimesFrom)}.";
    }

    /// <summary>Refusals by code, the first of each with its place. Nothing where there are none.</summary>
    public static IEnumerable<string> Refused(OrdersFileContent content)
    {
        var kinds = content.Refusals.Kinds;
        if (kinds.Count == 0)
            yield break;
        var sent = content.Refusals.Count - content.Unsent;
        yield return $"{Number(content.Refusals.Count)} refused: {Number(content.Unsent)} that the contract has no words for, which are never sent (7xx); {Number(sent)} that routers refuse, and keep the bytes of (1xx).";
        var rows = kinds
            .Select(kind => (
                Code: $"{kind.Code} {kind.Name}",
                Count: Number(kind.Count),
                First: $"{content.Unit} {Number(kind.FirstPlace)}",
                kind.Message
            ))
            .Prepend((Code: "code", Count: "how many", First: "first", Message: "what is wrong with the first"))
            .ToList();
        var (code, count, first) = (rows.Max(r => r.Code.Length), rows.Max(r => r.Count.Length), rows.Max(r => r.First.Length));
        foreach (var row in rows)
            yield return $"  {row.Code.PadRight(code)}  {row.Count.PadLeft(count)}  {row.First.PadRight(first)}  {VisibleText.Of(row.Message)}";
    }

    /// <summary>What the first orders were made of.</summary>
    public static IEnumerable<string> Mapped(OrdersFileContent content)
    {
        if (content.Format == OrderFormat.Json)
        {
            yield return "It is JSON, which is the contract's own form: nothing becomes anything else.";
            yield break;
        }
        foreach (var (number, trace) in content.Traces.Index())
        {
            yield return $"Order {number + 1}";
            var (from, raw) = (trace.Max(m => m.From.Length), trace.Max(m => Short(m.Raw).Length));
            foreach (var member in trace)
                yield return $"  {VisibleText.Of(member.From).PadRight(from)}  {Short(member.Raw).PadRight(raw)}  → {member.Name} = {Short(member.Value)}";
        }
    }

    private static string Short(string text) => VisibleText.Of(text.Length <= 48 ? text : text[..48] + "…");

    private static string Named(IReadOnlyList<string> columns) =>
        string.Join(", ", columns.Take(MostNamed).Select(name => $"'{Short(name)}'"))
        + (columns.Count > MostNamed ? $" and {Number(columns.Count - MostNamed)} more" : "");

    private static string Counts(IReadOnlyDictionary<string, long> counts) =>
        string.Join(", ", counts.OrderByDescending(count => count.Value).Select(count => $"{count.Key} ({Number(count.Value)})"));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
