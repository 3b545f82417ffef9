using System.Text.Json.Serialization;

namespace KillSwitch.Surveillance.Events;

/// <summary>What happened in the market.</summary>
public enum MarketEventType
{
    /// <summary>Somebody's order came to a venue.</summary>
    [JsonStringEnumMemberName("ORDER")] Order,

    /// <summary>What was left of an order was taken back.</summary>
    [JsonStringEnumMemberName("CANCEL")] Cancel,

    /// <summary>An order took the place of another, at another price or in another quantity.</summary>
    [JsonStringEnumMemberName("REPLACE")] Replace,

    /// <summary>Two orders met. The event names both sides.</summary>
    [JsonStringEnumMemberName("EXECUTION")] Execution,

    /// <summary>The best bid and offer of a venue.</summary>
    [JsonStringEnumMemberName("QUOTE")] Quote,
}
