using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Contracts;

/// <summary>What a record of <c>orders.v1</c> asks for.</summary>
public enum OrderAction
{
    [JsonStringEnumMemberName("NEW")] New,

    /// <summary>Takes an order back. It passes whatever is killed, as it only ever makes less of what a kill is there to end.</summary>
    [JsonStringEnumMemberName("CANCEL")] Cancel,

    /// <summary>Puts another in an order's place: a new order to every rule.</summary>
    [JsonStringEnumMemberName("REPLACE")] Replace,
}
