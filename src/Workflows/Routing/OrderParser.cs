using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

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
    public const long MaxQty = 1_000_000_000;
    public const decimal MaxPrice = 10_000_000m;

    /// <summary>The end of the year 9999, which is the latest time that .NET, Spark and Java agree to print.</summary>
    public const long MaxTs = 253_402_300_799_999;

    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out Order? order,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        order = null;
        if (utf8.IsEmpty)
            return Refuse(out refusal, RefusalCode.OrderEmpty, "The record has no value. Send the order as JSON.");
        if (utf8.Length > MaxBytes)
            return Refuse(out refusal, RefusalCode.OrderTooLarge, $"The order has {utf8.Length} bytes; at most {MaxBytes} are read.");
        if (!Utf8.IsValid(utf8))
            return Refuse(out refusal, RefusalCode.OrderNotJson, "The order is not UTF-8 text.");
        try
        {
            var fields = new OrderFields();
            refusal = fields.Read(utf8) ?? fields.Missing();
            if (refusal is not null)
                return false;
            order = fields.ToOrder();
            return true;
        }
        catch (JsonException e)
        {
            return Refuse(out refusal, RefusalCode.OrderNotJson, $"The order is not JSON: error at line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}.");
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 alone names no character; only decoding finds it.
            return Refuse(out refusal, RefusalCode.OrderNotJson, "The order is not JSON: a text in it escapes half a character.");
        }
    }

    private static bool Refuse(out Refusal refusal, RefusalCode code, string message)
    {
        refusal = new Refusal(code, message);
        return false;
    }

    /// <summary>What has been read so far. On the stack; only the texts an order keeps are allocated.</summary>
    private ref struct OrderFields
    {
        private string? _orderId, _accountId, _symbol, _strategy, _parentId;
        private long _ts, _qty;
        private long? _parentQty;
        private decimal _price;
        private Side _side;
        private int _seen;

        public readonly Order ToOrder() =>
            new(_orderId!, _ts, _accountId!, _symbol!, _side, _qty, _price, _strategy!, _parentId, _parentQty);

        public Refusal? Read(ReadOnlySpan<byte> utf8)
        {
            var reader = new Utf8JsonReader(utf8);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return new Refusal(RefusalCode.OrderNotJson, "The order is not a JSON object.");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var field = OrderField.Find(ref reader, out var lookalike);
                if (lookalike)
                    return Invalid(OrderField.Names[field], "is written in another case; readers that ignore case would take it for the real one");
                reader.Read();
                if (field < 0)
                {
                    reader.Skip();
                    continue;
                }
                if ((_seen & (1 << field)) != 0)
                    return new Refusal(RefusalCode.OrderFieldDuplicate, $"'{OrderField.Names[field]}' is there twice. Send it once, so that every reader reads the same order.");
                _seen |= 1 << field;
                if (ReadValue(field, ref reader) is { } why)
                    return Invalid(OrderField.Names[field], why);
            }
            // Anything but white space behind the object is an error of the JSON, found by reading on.
            reader.Read();
            return null;
        }

        public readonly Refusal? Missing()
        {
            for (var field = 0; field < OrderField.Required; field++)
            {
                if ((_seen & (1 << field)) == 0)
                    return new Refusal(RefusalCode.OrderFieldMissing, $"'{OrderField.Names[field]}' is missing.");
            }
            return null;
        }

        /// <returns>What is wrong with the value, or null.</returns>
        private string? ReadValue(int field, ref Utf8JsonReader reader) => field switch
        {
            OrderField.OrderId => ReadId(ref reader, out _orderId),
            OrderField.Ts => ReadLong(ref reader, 1, MaxTs, out _ts),
            OrderField.AccountId => ReadScopeValue(ref reader, upper: false, out _accountId),
            OrderField.Symbol => ReadScopeValue(ref reader, upper: true, out _symbol),
            OrderField.Side => ReadSide(ref reader, out _side),
            OrderField.Qty => ReadLong(ref reader, 1, MaxQty, out _qty),
            OrderField.Price => ReadPrice(ref reader, out _price),
            OrderField.Strategy => ReadScopeValue(ref reader, upper: true, out _strategy),
            OrderField.ParentId => reader.TokenType == JsonTokenType.Null ? null : ReadId(ref reader, out _parentId),
            OrderField.ParentQty => ReadParentQty(ref reader),
            _ => throw new InvalidOperationException($"Unknown field {field}."),
        };

        private string? ReadParentQty(ref Utf8JsonReader reader)
        {
            if (reader.TokenType == JsonTokenType.Null)
                return null;
            var why = ReadLong(ref reader, 1, MaxQty, out var qty);
            _parentQty = qty;
            return why;
        }
    }

    private static Refusal Invalid(string field, string why) => new(RefusalCode.OrderFieldInvalid, $"'{field}' {why}.");

    private static string? ReadId(ref Utf8JsonReader reader, out string? id)
    {
        id = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        if (id is null)
            return "must be a text";
        if (id.Length is 0 or > MaxOrderIdLength)
            return $"has {id.Length} characters; it must have 1 to {MaxOrderIdLength}";
        foreach (var c in id)
        {
            // It is printed in terminals and logs, where a control character could rewrite what an operator reads.
            if (char.IsControl(c))
                return "has a control character";
        }
        return null;
    }

    private static string? ReadScopeValue(ref Utf8JsonReader reader, bool upper, out string? value)
    {
        value = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        if (value is null)
            return "must be a text";
        if (!Scope.IsValue(value))
            return $"must be 1 to {Scope.MaxValueLength} letters, digits or . _ - / @, or no kill could name it";
        if (upper)
            value = value.ToUpperInvariant();
        return null;
    }

    private static string? ReadLong(ref Utf8JsonReader reader, long min, long max, out long value)
    {
        value = 0;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out value))
            return "must be a whole number";
        return value < min || value > max ? $"is {value}; it must be {min} to {max}" : null;
    }

    private static string? ReadPrice(ref Utf8JsonReader reader, out decimal price)
    {
        price = 0;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDecimal(out price))
            return "must be a number";
        return price is <= 0 or > MaxPrice ? $"is {price}; it must be above 0 and at most {MaxPrice}" : null;
    }

    private static string? ReadSide(ref Utf8JsonReader reader, out Side side)
    {
        side = Side.Buy;
        if (reader.TokenType == JsonTokenType.String)
        {
            if (reader.ValueTextEquals("BUY"u8))
                return null;
            side = Side.Sell;
            if (reader.ValueTextEquals("SELL"u8))
                return null;
        }
        return "must be \"BUY\" or \"SELL\"";
    }
}
