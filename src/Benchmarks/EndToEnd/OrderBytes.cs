using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>
/// Makes orders as cheaply as a source can, so that a measurement does not measure their making: some 190 bytes of JSON, keyed by account,
/// with a trace, as real ones are. Amounts are small and accounts are many, so that no detector sees a breach. One thread at a time.
/// </summary>
/// <param name="accounts">How many accounts take turns.</param>
internal sealed class OrderBytes(int accounts)
{
    private const int FirstAccount = 100_000;
    private static readonly string[] Symbols = ["AAPL", "GOOGL", "MSFT", "AMZN", "TSLA", "NVDA", "META", "NFLX"];
    private static readonly string[] Strategies = ["ALGO_X", "ALGO_Y", "MANUAL", "SMART_ROUTER"];
    private readonly Headers _trace = new()
    {
        { Workflows.Contracts.Headers.TraceParent, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"u8.ToArray() },
    };
    private long _made;

    /// <param name="stamp">When it was due, and its tag.</param>
    /// <param name="nowInMs">The order's own time, Unix ms.</param>
    /// <param name="hot">What a tagged order belongs to in place of an ordinary scope.</param>
    public Message<byte[]?, byte[]?> Make(OrderStamp stamp, long nowInMs, HotScope? hot = null)
    {
        var number = _made++;
        var account = hot?.Account ?? (FirstAccount + (number % accounts)).ToString(CultureInfo.InvariantCulture);
        // An account trades another symbol each time: all in one would be a breach, and a kill of every account.
        var symbol = hot?.Symbol ?? Symbols[(number + (number / accounts)) % Symbols.Length];
        var strategy = hot?.Strategy ?? Strategies[number / Symbols.Length % Strategies.Length];
        var value = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"order_id":"{{stamp.Id(number)}}","ts":{{nowInMs}},"account_id":"{{account}}","symbol":"{{symbol}}","side":"BUY","qty":{{1 + (number % 9)}},"price":{{10 + (number % 90)}}.25,"strategy":"{{strategy}}"}"""
        );
        return new Message<byte[]?, byte[]?>
        {
            Key = Encoding.UTF8.GetBytes(account),
            Value = Encoding.UTF8.GetBytes(value),
            Headers = _trace,
        };
    }
}
