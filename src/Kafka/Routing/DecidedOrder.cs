using KillSwitch.Workflows.Routing;

namespace KillSwitch.Kafka.Routing;

/// <summary>An order and what was decided about it.</summary>
/// <param name="Order">The record.</param>
/// <param name="Routed">The decision and its audit.</param>
/// <param name="Context">Who decided it when, as of which state.</param>
/// <param name="CopyIsOut">A router before this one has written the gated or rejected copy already; only the audit is due.</param>
internal readonly record struct DecidedOrder(OrderRecord Order, RoutedOrder Routed, DecisionContext Context, bool CopyIsOut = false);
