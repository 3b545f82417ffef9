using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Contracts;

/// <summary>At what price an order trades.</summary>
public enum OrderType
{
    [JsonStringEnumMemberName("LIMIT")] Limit,

    /// <summary>At whatever price there is; it names none.</summary>
    [JsonStringEnumMemberName("MARKET")] Market,

    /// <summary>At the market once its stop price is reached.</summary>
    [JsonStringEnumMemberName("STOP")] Stop,

    /// <summary>At its price or better once its stop price is reached.</summary>
    [JsonStringEnumMemberName("STOP_LIMIT")] StopLimit,
}
