using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Limits;

/// <summary>What an order is held against before it may pass. The names stand in limits files, audits and metrics.</summary>
public enum LimitRule
{
    [JsonStringEnumMemberName("restricted")] Restricted,
    [JsonStringEnumMemberName("max_qty")] MaxQty,
    [JsonStringEnumMemberName("max_notional_usd")] MaxNotionalUsd,
    [JsonStringEnumMemberName("collar_percent")] CollarPercent,
    [JsonStringEnumMemberName("max_price_age_seconds")] MaxPriceAgeSeconds,
    [JsonStringEnumMemberName("max_age_seconds")] MaxAgeSeconds,
    [JsonStringEnumMemberName("duplicate_seconds")] DuplicateSeconds,
    [JsonStringEnumMemberName("max_orders_per_second")] MaxOrdersPerSecond,
}
