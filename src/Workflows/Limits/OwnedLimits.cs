using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Limits;

/// <summary>Limits, and whose they are.</summary>
/// <param name="Owner">As audits name it: a scope, or <c>GROUP:name</c>.</param>
/// <param name="CountedBy">By what orders of a second are counted: the account, or the scope's own kind.</param>
/// <param name="Limits">What orders of it may be.</param>
public sealed record OwnedLimits(string Owner, ScopeKind CountedBy, OrderLimits Limits);
