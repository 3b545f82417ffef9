using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Orders;

/// <summary>What the contract says of an order, written to be read rather than to be fast: the parser must give the same answers.</summary>
internal static partial class SlowOrderParser
{
    private static readonly string[] Names =
    [
        "order_id",
        "ts",
        "account_id",
        "symbol",
        "side",
        "qty",
        "price",
        "strategy",
        "parent_id",
        "parent_qty",
        "action",
        "orig_order_id",
        "order_type",
        "stop_price",
        "security_type",
        "multiplier",
        "underlying",
        "firm",
        "venue",
        "desk",
        "trader",
    ];

    /// <returns>The order, or else the code of its refusal. Of several faults the one that comes first in the text counts.</returns>
    public static (Order? Order, RefusalCode? Refusal) Parse(byte[] utf8)
    {
        if (utf8.Length == 0)
            return (null, RefusalCode.OrderEmpty);
        if (utf8.Length > OrderParser.MaxBytes)
            return (null, RefusalCode.OrderTooLarge);
        JsonDocument document;
        try
        {
            _ = new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8);
            document = JsonDocument.Parse(utf8);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return (null, RefusalCode.OrderNotJson);
        }
        using (document)
        {
            try
            {
                return Read(document.RootElement);
            }
            catch (InvalidOperationException)
            {
                // A text that cannot be decoded.
                return (null, RefusalCode.OrderNotJson);
            }
        }
    }

    private static (Order?, RefusalCode?) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return (null, RefusalCode.OrderNotJson);
        var found = new Dictionary<string, JsonElement>();
        foreach (var member in root.EnumerateObject())
        {
            if (!Names.Contains(member.Name))
            {
                if (Names.Contains(member.Name.ToLowerInvariant()))
                    return (null, RefusalCode.OrderFieldInvalid);
                continue;
            }
            if (!found.TryAdd(member.Name, member.Value))
                return (null, RefusalCode.OrderFieldDuplicate);
            if (!IsValid(member.Name, member.Value))
                return (null, RefusalCode.OrderFieldInvalid);
        }
        bool Has(string name) => Optional(found, name) is not null;
        string Word(string name, string usual) => Optional(found, name)?.GetString() ?? usual;
        var (action, type, security) = (Word("action", "NEW"), Word("order_type", "LIMIT"), Word("security_type", "STOCK"));
        string[] always = ["order_id", "ts", "account_id", "symbol", "strategy"];
        string[] prices = type switch
        {
            "LIMIT" => ["price"],
            "MARKET" => [],
            "STOP" => ["stop_price"],
            _ => ["price", "stop_price"],
        };
        string[] required = action == "CANCEL"
            ? [.. always, "orig_order_id"]
            :
            [
                .. always, "side", "qty", .. prices, .. action == "REPLACE" ? ["orig_order_id"] : Array.Empty<string>(),
                .. security is "OPTION" or "FUTURE" ? ["multiplier"] : Array.Empty<string>(),
            ];
        if (!required.All(Has))
            return (null, RefusalCode.OrderFieldMissing);
        var needless = action != "CANCEL" && new[] { "price", "stop_price" }.Except(prices).Any(Has);
        var aboutAnother = action == "NEW" && Has("orig_order_id");
        var notAboveZero = new[] { "price", "stop_price" }.Any(name => Number(found, name) <= 0);
        if (needless || aboutAnother || (notAboveZero && security is "STOCK" or "OPTION"))
            return (null, RefusalCode.OrderFieldInvalid);
        string? Text(string name) => Optional(found, name)?.GetString();
        return (
            new Order(
                Text("order_id")!,
                found["ts"].GetInt64(),
                Text("account_id")!,
                SlowSymbol.Normalised(Text("symbol")!),
                Text("side") switch
                {
                    null => null,
                    "BUY" => Side.Buy,
                    "SELL" => Side.Sell,
                    "SELL_SHORT" => Side.SellShort,
                    _ => Side.SellShortExempt,
                },
                Number(found, "qty") ?? 0,
                Number(found, "price"),
                Text("strategy")!.ToUpperInvariant(),
                Text("parent_id"),
                Number(found, "parent_qty")
            )
            {
                Action = action switch { "NEW" => OrderAction.New, "CANCEL" => OrderAction.Cancel, _ => OrderAction.Replace },
                OrigOrderId = Text("orig_order_id"),
                OrderType = type switch
                {
                    "LIMIT" => OrderType.Limit,
                    "MARKET" => OrderType.Market,
                    "STOP" => OrderType.Stop,
                    _ => OrderType.StopLimit,
                },
                StopPrice = Number(found, "stop_price"),
                SecurityType = security switch
                {
                    "STOCK" => SecurityType.Stock,
                    "OPTION" => SecurityType.Option,
                    "FUTURE" => SecurityType.Future,
                    _ => SecurityType.Spread,
                },
                Multiplier = Number(found, "multiplier"),
                Underlying = Text("underlying") is { } underlying ? SlowSymbol.Normalised(underlying) : null,
                Firm = Text("firm")?.ToUpperInvariant(),
                Venue = Text("venue")?.ToUpperInvariant(),
                Desk = Text("desk")?.ToUpperInvariant(),
                Trader = Text("trader")?.ToUpperInvariant(),
            },
            null
        );
    }

    private static JsonElement? Optional(Dictionary<string, JsonElement> found, string name) =>
        found.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static decimal? Number(Dictionary<string, JsonElement> found, string name) =>
        Optional(found, name) is { } value ? Number(value) : null;

    /// <summary>As a number, or as text that is one; null where it is neither.</summary>
    private static decimal? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number or JsonValueKind.String when Significant(value.GetRawText()) > 28 => null,
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? number : null,
        JsonValueKind.String when Plain().IsMatch(value.GetRawText()) => decimal.TryParse(
            value.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };

    private static int Significant(string number) =>
        number.Trim('"').Split('e', 'E')[0].TrimStart('-', '0', '.').Count(c => c != '.');

    [GeneratedRegex("""^"-?(0|[1-9][0-9]*)(\.[0-9]+)?"\z""")]
    private static partial Regex Plain();

    private static bool IsValid(string name, JsonElement value) =>
        name switch
        {
            _ when value.ValueKind == JsonValueKind.Null => !Names.Take(8).Contains(name),
            "order_id" or "parent_id" or "orig_order_id" => IsId(value),
            "ts" => value.ValueKind == JsonValueKind.Number
                && value.TryGetInt64(out var ts)
                && ts is >= OrderParser.MinTs and <= OrderParser.MaxTs,
            "qty" or "parent_qty" => Number(value) is > 0 and <= OrderParser.MaxQty and { } qty && decimal.Round(qty, 8) == qty,
            "price" or "stop_price" => Number(value) is >= -OrderParser.MaxPrice and <= OrderParser.MaxPrice,
            "multiplier" => Number(value) is > 0 and <= OrderParser.MaxMultiplier,
            "side" => IsOneOf(value, "BUY", "SELL", "SELL_SHORT", "SELL_SHORT_EXEMPT"),
            "action" => IsOneOf(value, "NEW", "CANCEL", "REPLACE"),
            "order_type" => IsOneOf(value, "LIMIT", "MARKET", "STOP", "STOP_LIMIT"),
            "security_type" => IsOneOf(value, "STOCK", "OPTION", "FUTURE", "SPREAD"),
            "symbol" or "underlying" => value.ValueKind == JsonValueKind.String && SlowSymbol.IsValid(value.GetString()!),
            _ => value.ValueKind == JsonValueKind.String && IsName(value.GetString()!),
        };

    private static bool IsOneOf(JsonElement value, params string[] words) =>
        value.ValueKind == JsonValueKind.String && words.Contains(value.GetString());

    private static bool IsId(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 and <= OrderParser.MaxOrderIdLength } id
        && !id.Any(char.IsControl);

    private static bool IsName(string value) =>
        value.Length is > 0 and <= Scope.MaxValueLength && value.All(c => char.IsAsciiLetterOrDigit(c) || "._-/@".Contains(c));
}
