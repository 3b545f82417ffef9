using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Fix;

/// <summary>FIX's codes in the words of the contract.</summary>
internal static class FixWords
{
    /// <exception cref="RecordRefusedException">The contract has no word for it.</exception>
    public static string Side(string code) => code switch
    {
        "1" => "BUY",
        "2" => "SELL",
        "5" => "SELL_SHORT",
        "6" => "SELL_SHORT_EXEMPT",
        _ => throw Unknown("side (54)", code, "1, 2, 5 and 6 are read"),
    };

    /// <exception cref="RecordRefusedException">The contract has no word for it.</exception>
    public static string OrderType(string code) => code switch
    {
        "1" => "MARKET",
        "2" => "LIMIT",
        "3" => "STOP",
        "4" => "STOP_LIMIT",
        _ => throw Unknown("type of order (40)", code, "1, 2, 3 and 4 are read"),
    };

    /// <summary>Of the strategies that FIX names itself (847), by their names there.</summary>
    public static string Strategy(string code) => code switch
    {
        "1" => "VWAP",
        "2" => "PARTICIPATE",
        "3" => "MIN_IMPACT",
        _ => code,
    };

    public static string Action(ReadOnlySpan<byte> type) => type switch
    {
        [(byte)'D'] => "NEW",
        [(byte)'F'] => "CANCEL",
        [(byte)'G'] => "REPLACE",
        _ => throw new ArgumentOutOfRangeException(nameof(type), "Not a type of order."),
    };

    private static RecordRefusedException Unknown(string what, string code, string known) =>
        new(RecordRefusalCode.ValueUnknown, $"its {what} is '{Shown.Of(code)}'; {known}");
}
