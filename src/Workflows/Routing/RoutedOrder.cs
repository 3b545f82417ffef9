using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Routing;

/// <summary>What is done with one order.</summary>
/// <param name="Decision">ALLOW, DROP or REJECT.</param>
/// <param name="AuditKey">Key of the audit's record: the order's id, or the place of what is no order.</param>
/// <param name="Audit">The audit, a <see cref="DecisionAudit"/> as JSON.</param>
/// <param name="Refusal">For a REJECT, why.</param>
public readonly record struct RoutedOrder(Decision Decision, byte[] AuditKey, byte[] Audit, RefusalCode? Refusal = null);
