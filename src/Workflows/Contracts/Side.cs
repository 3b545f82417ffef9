using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Contracts;

public enum Side
{
    [JsonStringEnumMemberName("BUY")] Buy,
    [JsonStringEnumMemberName("SELL")] Sell,
}
