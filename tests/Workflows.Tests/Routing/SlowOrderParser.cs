using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Routing;

/// <summary>What the contract says of an order, written to be read rather than to be fast: the parser must give the same answers.</summary>
internal static class SlowOrderParser
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
        if (Names.Take(8).Any(n => !found.ContainsKey(n)))
            return (null, RefusalCode.OrderFieldMissing);
        return (
            new Order(
                found["order_id"].GetString()!,
                found["ts"].GetInt64(),
                found["account_id"].GetString()!,
                found["symbol"].GetString()!.ToUpperInvariant(),
                found["side"].GetString() == "BUY" ? Side.Buy : Side.Sell,
                found["qty"].GetInt64(),
                found["price"].GetDecimal(),
                found["strategy"].GetString()!.ToUpperInvariant(),
                Optional(found, "parent_id")?.GetString(),
                Optional(found, "parent_qty")?.GetInt64()
            ),
            null
        );
    }

    private static JsonElement? Optional(Dictionary<string, JsonElement> found, string name) =>
        found.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static bool IsValid(string name, JsonElement value) =>
        name switch
        {
            "order_id" => IsId(value),
            "parent_id" => value.ValueKind == JsonValueKind.Null || IsId(value),
            "parent_qty" => value.ValueKind == JsonValueKind.Null || IsWhole(value, OrderParser.MaxQty),
            "ts" => IsWhole(value, OrderParser.MaxTs),
            "qty" => IsWhole(value, OrderParser.MaxQty),
            "price" => value.ValueKind == JsonValueKind.Number
                && value.TryGetDecimal(out var price)
                && price is > 0 and <= OrderParser.MaxPrice,
            "side" => value.ValueKind == JsonValueKind.String && value.GetString() is "BUY" or "SELL",
            _ => value.ValueKind == JsonValueKind.String && IsScopeValue(value.GetString()!),
        };

    private static bool IsId(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 and <= OrderParser.MaxOrderIdLength } id
        && !id.Any(char.IsControl);

    private static bool IsScopeValue(string value) =>
        value.Length is > 0 and <= Scope.MaxValueLength && value.All(c => char.IsAsciiLetterOrDigit(c) || "._-/@".Contains(c));

    private static bool IsWhole(JsonElement value, long max) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 1 && number <= max;
}
