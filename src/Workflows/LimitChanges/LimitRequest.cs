using System.Text.Json.Serialization;
using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.LimitChanges;

/// <summary>
/// Somebody asks for a looser limit; or, of a tighter one that is to be temporary, for its end. A change has at most one: its number is 1.
/// </summary>
public sealed record LimitRequest : ApprovalRequest
{
    [JsonIgnore]
    internal override ApprovalWords Words => ApprovalWords.LimitChange;
}
