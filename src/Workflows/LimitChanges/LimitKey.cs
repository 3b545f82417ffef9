using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.LimitChanges;

/// <summary>Which limit: what is changed by one change at a time.</summary>
/// <param name="Owner">A scope, or <c>GROUP:name</c>, normalised.</param>
/// <param name="Rule">Which rule.</param>
public readonly record struct LimitKey(string Owner, LimitRule Rule)
{
    /// <summary>As records of <c>limits.v1</c> are keyed: <c>max_qty:ACCOUNT:12345</c>.</summary>
    public override string ToString() => LimitState.KeyOf(LimitRules.NameOf(Rule), Owner);

    /// <summary>For people: <c>max_qty of ACCOUNT:12345</c>.</summary>
    public string Words => $"{LimitRules.NameOf(Rule)} of {Owner}";
}
