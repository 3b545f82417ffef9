using System.Text;
using System.Text.Json;

namespace KillSwitch.Workflows.Orders;

/// <summary>The members of an order, numbered.</summary>
internal static class OrderField
{
    public const int OrderId = 0;
    public const int Ts = 1;
    public const int AccountId = 2;
    public const int Symbol = 3;
    public const int Strategy = 4;
    public const int Side = 5;
    public const int Qty = 6;
    public const int Price = 7;
    public const int ParentId = 8;
    public const int ParentQty = 9;
    public const int Action = 10;
    public const int OrigOrderId = 11;
    public const int OrderType = 12;
    public const int StopPrice = 13;
    public const int SecurityType = 14;
    public const int Multiplier = 15;
    public const int Underlying = 16;
    public const int Firm = 17;
    public const int Venue = 18;
    public const int Desk = 19;
    public const int Trader = 20;
    public const int Currency = 21;

    /// <summary>By number.</summary>
    public static readonly string[] Names =
    [
        "order_id", "ts", "account_id", "symbol", "strategy", "side", "qty", "price", "parent_id", "parent_qty",
        "action", "orig_order_id", "order_type", "stop_price", "security_type", "multiplier", "underlying",
        "firm", "venue", "desk", "trader", "currency",
    ];

    /// <summary>In which most sources write them, so that after each the next one is tried first: the order of the contract.</summary>
    private static readonly int[] s_nextOf = NextOf(
        [OrderId, Ts, AccountId, Symbol, Side, Qty, Price, Strategy, ParentId, ParentQty]
    );

    private static readonly byte[][] Utf8Names = [.. Names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The field whose name the reader stands on, or -1.</summary>
    /// <param name="reader">On a property name.</param>
    /// <param name="after">The field before it: most sources write them in one order, so the next one is tried first.</param>
    /// <param name="lookalike">The name is that field's, but in another case.</param>
    public static int Find(ref Utf8JsonReader reader, int after, out bool lookalike)
    {
        lookalike = false;
        var next = after < 0 ? OrderId : s_nextOf[after];
        if (reader.ValueSpan.SequenceEqual(Utf8Names[next]))
            return next;
        if (!reader.ValueIsEscaped)
            return Find(reader.ValueSpan, out lookalike);
        if (reader.ValueSpan.Length > MaxEscapedLength)
            return -1;
        Span<byte> decoded = stackalloc byte[MaxEscapedLength];
        return Find(decoded[..reader.CopyString(decoded)], out lookalike);
    }

    private static int Find(ReadOnlySpan<byte> name, out bool lookalike)
    {
        lookalike = false;
        for (var field = 0; field < Utf8Names.Length; field++)
        {
            var known = Utf8Names[field];
            if (known.Length != name.Length)
                continue;
            if (name.SequenceEqual(known))
                return field;
            if (Ascii.EqualsIgnoreCase(name, known))
            {
                lookalike = true;
                return field;
            }
        }
        if (Ascii.IsValid(name))
            return -1;
        var folded = FindFolded(name);
        lookalike = folded >= 0;
        return folded;
    }

    /// <summary>
    /// The field for which a reader takes the name that ignores case as Unicode's simple folding does, where a long s (ſ) is an s and
    /// the Kelvin sign a k; Go's encoding/json is one.
    /// </summary>
    private static int FindFolded(ReadOnlySpan<byte> name)
    {
        var text = Encoding.UTF8.GetString(name).Replace('\u017F', 's').Replace('\u212A', 'k');
        return Array.FindIndex(Names, known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
    }

    private static int[] NextOf(int[] usual)
    {
        var next = Enumerable.Range(0, Names.Length).Select(field => (field + 1) % Names.Length).ToArray();
        for (var i = 0; i < usual.Length - 1; i++)
            next[usual[i]] = usual[i + 1];
        return next;
    }

    /// <summary>The longest a known name can be with every character written as \uXXXX, rounded up.</summary>
    private const int MaxEscapedLength = 80;
}
