using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Contracts;

/// <summary>What is traded. It says which prices can be meant, and whether a contract stands for more than one unit.</summary>
public enum SecurityType
{
    [JsonStringEnumMemberName("STOCK")] Stock,

    /// <summary>Names its multiplier.</summary>
    [JsonStringEnumMemberName("OPTION")] Option,

    /// <summary>Names its multiplier; may have a price of zero or less.</summary>
    [JsonStringEnumMemberName("FUTURE")] Future,

    /// <summary>Several legs at one price, which may be zero or less.</summary>
    [JsonStringEnumMemberName("SPREAD")] Spread,
}
