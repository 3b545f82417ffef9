using KillSwitch.Lake.Storage;

namespace KillSwitch.Lake.Asking;

/// <summary>Which part of the lake a query sees; what is null leaves out nothing.</summary>
/// <param name="FromTs">Unix milliseconds, included.</param>
/// <param name="ToTs">Unix milliseconds, not included.</param>
/// <param name="Symbol">One symbol's.</param>
/// <param name="Trader">Where he is on one side. Alerts name owners: they are not narrowed by it.</param>
internal sealed record Narrowed(long? FromTs = null, long? ToTs = null, string? Symbol = null, string? Trader = null)
{
    public string Events() => All(
        FromTs is { } from ? $"ts_ms >= {from}" : null,
        ToTs is { } to ? $"ts_ms < {to}" : null,
        Symbol is { } symbol ? $"symbol = {Duck.Quoted(symbol)}" : null,
        Trader is { } trader ? $"{Duck.Quoted(trader)} in (trader, buy_trader, sell_trader)" : null);

    public string Alerts() => All(
        FromTs is { } from ? $"to_ts >= {from}" : null,
        ToTs is { } to ? $"from_ts < {to}" : null,
        Symbol is { } symbol ? $"symbol = {Duck.Quoted(symbol)}" : null);

    private static string All(params ReadOnlySpan<string?> conditions)
    {
        var given = new List<string>();
        foreach (var condition in conditions)
        {
            if (condition is not null)
                given.Add(condition);
        }
        return given.Count == 0 ? "true" : string.Join(" and ", given);
    }
}
