namespace KillSwitch.OrderFormats.Fix;

/// <summary>What a message is, by its MsgType (35).</summary>
internal static class FixKind
{
    /// <summary>A new order, a cancel or a replacement.</summary>
    public static bool IsOrder(ReadOnlySpan<byte> type) => type.Length == 1 && type[0] is (byte)'D' or (byte)'F' or (byte)'G';

    /// <summary>Orders that are several at once, or a cross, which the contract has no words for: null for any other message.</summary>
    public static string? UnsaidOrder(ReadOnlySpan<byte> type) => type switch
    {
        [(byte)'E'] => "a list of orders (35=E)",
        [(byte)'q'] => "a mass cancel (35=q)",
        [(byte)'s'] or [(byte)'t'] or [(byte)'u'] => "a cross order (35=s, t or u)",
        [(byte)'A', (byte)'B'] or [(byte)'A', (byte)'C'] => "a multileg order that names its legs (35=AB or AC)",
        [(byte)'C', (byte)'A'] => "an order mass action (35=CA)",
        _ => null,
    };

    /// <summary>What it is called where it is passed over.</summary>
    public static string Name(ReadOnlySpan<byte> type) => type switch
    {
        [(byte)'8'] => "execution report",
        [(byte)'9'] => "cancel reject",
        [(>= (byte)'0' and <= (byte)'5') or (byte)'A'] => "session message",
        [(byte)'j'] => "business reject",
        _ => "other message",
    };
}
