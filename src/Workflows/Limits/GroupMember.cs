using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Limits;

/// <summary>An account that limits of a group hold for.</summary>
/// <param name="Group">As owners are named: <c>GROUP:name</c>.</param>
/// <param name="Account">Its scope.</param>
public sealed record GroupMember(string Group, Scope Account);
