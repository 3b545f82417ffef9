using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Orders;

/// <summary>
/// Reads an order from its bytes, or says in one refusal (1xx) why it is none. Strict, as a router passes the bytes on
/// unchanged: whatever a venue could read differently from us is refused. Never throws, whatever the bytes.
/// </summary>
/// <remarks>
/// Members the contract does not know are ignored, unless their name is a known one in another case, which a reader
/// that ignores case would take for it. Pure and thread-safe.
/// </remarks>
public static class OrderParser
{
    /// <summary>The longest order, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    public const int MaxOrderIdLength = 128;
    public const decimal MaxQty = 1_000_000_000m;

    /// <summary>Digits of a number, from its first that is no zero: as many as are held exactly.</summary>
    public const int MaxDigits = 28;

    /// <summary>How finely a quantity is read, in decimal places.</summary>
    public const int QtyDecimals = 8;

    public const decimal MaxPrice = 10_000_000m;
    public const decimal MaxMultiplier = 1_000_000m;

    /// <summary>March 1973. What is earlier counts seconds.</summary>
    public const long MinTs = 100_000_000_000;

    /// <summary>The end of the year 9999, which is the latest time that .NET, Spark and Java agree to print.</summary>
    public const long MaxTs = 253_402_300_799_999;

    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out Order? order,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        order = null;
        if (!TryRead(utf8, out var bytes, out refusal))
            return false;
        order = bytes.ToOrder();
        return true;
    }

    /// <summary>The same without copying texts. Allocates only where a text is escaped or in another case.</summary>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out OrderInPlace order, [NotNullWhen(false)] out Refusal? refusal)
    {
        order = default;
        if (utf8.IsEmpty)
            return Refuse(out refusal, RefusalCode.OrderEmpty, "The record has no value. Send the order as JSON.");
        if (utf8.Length > MaxBytes)
            return Refuse(out refusal, RefusalCode.OrderTooLarge, $"The order has {utf8.Length} bytes; at most {MaxBytes} are read.");
        if (!Utf8.IsValid(utf8))
            return Refuse(out refusal, RefusalCode.OrderNotJson, "The order is not UTF-8 text.");
        try
        {
            refusal = Read(utf8, ref order);
            return refusal is null;
        }
        catch (JsonException e)
        {
            return Refuse(
                out refusal,
                RefusalCode.OrderNotJson,
                $"The order is not JSON: error at line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}."
            );
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 alone names no character; only decoding finds it.
            return Refuse(out refusal, RefusalCode.OrderNotJson, "The order is not JSON: a text in it escapes half a character.");
        }
    }

    private static Refusal? Read(ReadOnlySpan<byte> utf8, ref OrderInPlace order)
    {
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return new Refusal(RefusalCode.OrderNotJson, "The order is not a JSON object.");
        var (seen, there, field) = (0, 0, -1);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            field = OrderField.Find(ref reader, after: field, out var lookalike);
            if (lookalike)
                return Invalid(field, "is written in another case; readers that ignore case would take it for the real one");
            reader.Read();
            if (field < 0)
            {
                reader.Skip();
                continue;
            }
            if ((seen & (1 << field)) != 0)
                return new Refusal(
                    RefusalCode.OrderFieldDuplicate,
                    $"'{OrderField.Names[field]}' is there twice. Send it once, so that every reader reads the same order."
                );
            seen |= 1 << field;
            // An optional member that is null is as one that is not there.
            if (reader.TokenType == JsonTokenType.Null && field >= OrderField.ParentId)
                continue;
            there |= 1 << field;
            if (ReadValue(field, ref reader, ref order) is { } why)
                return Invalid(field, why);
        }
        // Anything but white space behind the object is an error of the JSON, found by reading on.
        reader.Read();
        return OrderShape.Check(there, order);
    }

    /// <returns>What is wrong with the value, or null.</returns>
    private static string? ReadValue(int field, scoped ref Utf8JsonReader reader, ref OrderInPlace order)
    {
        string? why;
        ReadOnlySpan<byte> text, inJson;
        decimal number;
        switch (field)
        {
            case OrderField.OrderId:
                why = OrderValues.ReadId(ref reader, out text, out inJson);
                order.OrderId = text;
                order.OrderIdInJson = inJson;
                return why;
            case OrderField.Ts:
                why = OrderValues.ReadTs(ref reader, out var ts);
                order.Ts = ts;
                return why;
            case OrderField.AccountId:
                why = OrderValues.ReadName(ref reader, upper: false, out text);
                order.AccountId = text;
                return why;
            case OrderField.Symbol:
                why = OrderValues.ReadSymbol(ref reader, out text);
                order.Symbol = text;
                return why;
            case OrderField.Side:
                why = OrderWords<Side>.Read(ref reader, out var side);
                order.Side = side;
                return why;
            case OrderField.Qty:
                why = OrderValues.ReadQty(ref reader, out number);
                order.Qty = number;
                return why;
            case OrderField.Price:
                why = OrderValues.ReadPrice(ref reader, out number);
                order.Price = number;
                return why;
            case OrderField.Strategy:
                why = OrderValues.ReadName(ref reader, upper: true, out text);
                order.Strategy = text;
                return why;
            default:
                return ReadOptional(field, ref reader, ref order);
        }
    }

    private static string? ReadOptional(int field, scoped ref Utf8JsonReader reader, ref OrderInPlace order)
    {
        string? why;
        ReadOnlySpan<byte> text;
        decimal number;
        switch (field)
        {
            case OrderField.ParentId:
                why = OrderValues.ReadId(ref reader, out text, out _);
                order.ParentId = text;
                return why;
            case OrderField.ParentQty:
                why = OrderValues.ReadQty(ref reader, out number);
                order.ParentQty = number;
                return why;
            case OrderField.Action:
                why = OrderWords<OrderAction>.Read(ref reader, out var action);
                order.Action = action;
                return why;
            case OrderField.OrigOrderId:
                why = OrderValues.ReadId(ref reader, out text, out _);
                order.OrigOrderId = text;
                return why;
            case OrderField.OrderType:
                why = OrderWords<OrderType>.Read(ref reader, out var orderType);
                order.OrderType = orderType;
                return why;
            case OrderField.StopPrice:
                why = OrderValues.ReadPrice(ref reader, out number);
                order.StopPrice = number;
                return why;
            case OrderField.SecurityType:
                why = OrderWords<SecurityType>.Read(ref reader, out var securityType);
                order.SecurityType = securityType;
                return why;
            case OrderField.Multiplier:
                why = OrderValues.ReadMultiplier(ref reader, out number);
                order.Multiplier = number;
                return why;
            case OrderField.Underlying:
                why = OrderValues.ReadSymbol(ref reader, out text);
                order.Underlying = text;
                return why;
            case OrderField.Currency:
                why = OrderValues.ReadCurrency(ref reader, out text);
                order.Currency = text;
                return why;
            default:
                return ReadWhose(field, ref reader, ref order);
        }
    }

    private static string? ReadWhose(int field, scoped ref Utf8JsonReader reader, ref OrderInPlace order)
    {
        var why = OrderValues.ReadName(ref reader, upper: true, out var text);
        switch (field)
        {
            case OrderField.Firm:
                order.Firm = text;
                return why;
            case OrderField.Venue:
                order.Venue = text;
                return why;
            case OrderField.Desk:
                order.Desk = text;
                return why;
            case OrderField.Trader:
                order.Trader = text;
                return why;
            default:
                throw new ArgumentOutOfRangeException(nameof(field), field, "Unknown field.");
        }
    }

    private static Refusal Invalid(int field, string why) => new(RefusalCode.OrderFieldInvalid, $"'{OrderField.Names[field]}' {why}.");

    private static bool Refuse(out Refusal refusal, RefusalCode code, string message)
    {
        refusal = new Refusal(code, message);
        return false;
    }
}
