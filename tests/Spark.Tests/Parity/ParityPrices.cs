using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Spark.Tests.Parity;

/// <summary>What prices.v1 says before the play begins.</summary>
internal static class ParityPrices
{
    /// <summary>Records of prices.v1, in their order.</summary>
    public static IReadOnlyList<(string Key, byte[]? Value)> At(DateTimeOffset epoch)
    {
        (string, byte[]?) Price(string symbol, decimal price, string? currency = null, double secondsAgo = 0) =>
            (symbol, JsonSerializer.SerializeToUtf8Bytes(
                new PriceState(symbol, price, epoch.AddSeconds(-secondsAgo).ToUnixTimeMilliseconds(), currency),
                ContractsJson.Default.PriceState
            ));
        return
        [
            Price("PRICED", 1),
            Price("PRICED", 100),
            Price("priced-small", 100),
            Price("PRICED-LONG-AGO", 100, secondsAgo: 86_400),
            Price("PRICED-STOP", 1),
            Price("PRICED-BELOW-ZERO", -37.63m),
            Price("PRICED-IN-EUROS", 50, "EUR"),
            Price("PRICED-BROKEN", 100),
            ("PRICED-BROKEN", "{}"u8.ToArray()),
            Price("PRICED-OTHERS", 100),
            ("PRICED-OTHERS", Encoding.UTF8.GetBytes($$"""{"symbol":"PRICED","price":100,"ts":{{epoch.ToUnixTimeMilliseconds()}}}""")),
            Price("PRICED-GONE", 100),
            ("PRICED-GONE", null),
            Price("EUR/USD", 1.25m),
            Price("XBT/USD", 10_000_000),
            // A rate that is none.
            Price("CHF/USD", -1),
            Price("GBP/USD", 1.3m, "EUR"),
        ];
    }
}
