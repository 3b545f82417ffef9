using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.LimitChanges;

/// <summary>
/// REQUESTED → IN_FORCE → (REVERTED, of a temporary one); or REQUESTED → REJECTED, EXPIRED, WITHDRAWN or VOIDED, which changed nothing.
/// </summary>
public enum LimitChangePhase
{
    /// <summary>Accepted; the limit is what it was before, as far as is known.</summary>
    [JsonStringEnumMemberName("REQUESTED")] Requested,

    /// <summary>The topic has acknowledged it: no router that starts a batch goes by what was before.</summary>
    [JsonStringEnumMemberName("IN_FORCE")] InForce,

    /// <summary>Its time was over, and the topic has acknowledged what was before.</summary>
    [JsonStringEnumMemberName("REVERTED")] Reverted,

    [JsonStringEnumMemberName("REJECTED")] Rejected,

    /// <summary>Too few approved in time, or its own time was over before it could be published.</summary>
    [JsonStringEnumMemberName("EXPIRED")] Expired,

    [JsonStringEnumMemberName("WITHDRAWN")] Withdrawn,

    /// <summary>The limit was changed after this was asked for: nobody has seen what it would change now.</summary>
    [JsonStringEnumMemberName("VOIDED")] Voided,
}
