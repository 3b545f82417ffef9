using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Limits;

/// <summary>Why an order may not pass, whatever is killed.</summary>
/// <param name="Rule">Which rule.</param>
/// <param name="Owner">Whose limit it is: of several that apply, the strictest one's.</param>
/// <param name="Limit">What is allowed, in the rule's unit.</param>
/// <param name="Refusal">In words, with both values.</param>
public sealed record BrokenLimit(LimitRule Rule, string Owner, decimal Limit, Refusal Refusal);
