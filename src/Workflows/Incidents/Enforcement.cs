using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Incidents;

/// <summary>
/// Whether routers hold a scope's orders back, as far as is known: the four words that states, receipts, pages, mails and the terminal
/// use alike.
/// </summary>
public enum Enforcement
{
    /// <summary>A kill is accepted, and no KILLED of it is known to be in the topic yet: orders may still flow.</summary>
    [JsonStringEnumMemberName("COMMANDED")] Commanded,

    /// <summary>The topic has acknowledged KILLED: no router that starts a batch lets an order of the scope by.</summary>
    [JsonStringEnumMemberName("IN_FORCE")] InForce,

    /// <summary>Approved; ACTIVE is on its way into the topic: orders may flow already.</summary>
    [JsonStringEnumMemberName("RESTORING")] Restoring,

    /// <summary>The topic has acknowledged ACTIVE: orders flow, unless another killed scope holds them.</summary>
    [JsonStringEnumMemberName("RESTORED")] Restored,
}
