using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Contracts;

/// <summary>What a router did with an order.</summary>
public enum Decision
{
    /// <summary>Passed on to <c>orders.gated.v1</c>.</summary>
    [JsonStringEnumMemberName("ALLOW")] Allow,

    /// <summary>Held back: a scope it belongs to is killed, or was restored after the order was sent.</summary>
    [JsonStringEnumMemberName("DROP")] Drop,

    /// <summary>Not an order; its bytes are in <c>orders.rejected.v1</c>.</summary>
    [JsonStringEnumMemberName("REJECT")] Reject,
}
