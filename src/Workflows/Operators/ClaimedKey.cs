using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Operators;

/// <summary>What came of claiming an idempotency key.</summary>
/// <param name="Use">Its first use; null without a key, and where it is refused.</param>
/// <param name="IsRepeat">Whether that use was an earlier request.</param>
/// <param name="Refusal">Why the key cannot be used for this request; null if it can.</param>
internal sealed record ClaimedKey(KeyUse? Use, bool IsRepeat, Refusal? Refusal)
{
    public static ClaimedKey None { get; } = new(null, IsRepeat: false, null);
}
