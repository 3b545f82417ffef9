using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Routing;

/// <summary>An order and what was decided about it.</summary>
/// <param name="Order">The record.</param>
/// <param name="Audit">The decision.</param>
/// <param name="CopyIsOut">A router before this one has written the gated or rejected copy already; only the audit is due.</param>
internal readonly record struct DecidedOrder(OrderRecord Order, DecisionAudit Audit, bool CopyIsOut = false);
