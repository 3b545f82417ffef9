namespace KillSwitch.Workflows.Limits;

/// <summary>One limit that was changed since the limits file was read.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="Rule">Which.</param>
/// <param name="Value">In the rule's unit; null limits nothing.</param>
public sealed record LimitOverride(LimitOwner Owner, LimitRule Rule, decimal? Value);
