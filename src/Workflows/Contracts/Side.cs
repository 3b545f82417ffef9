using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Contracts;

public enum Side
{
    [JsonStringEnumMemberName("BUY")] Buy,
    [JsonStringEnumMemberName("SELL")] Sell,

    /// <summary>Of shares that are borrowed.</summary>
    [JsonStringEnumMemberName("SELL_SHORT")] SellShort,

    /// <summary>The same, exempt from the price test of Regulation SHO.</summary>
    [JsonStringEnumMemberName("SELL_SHORT_EXEMPT")] SellShortExempt,
}
