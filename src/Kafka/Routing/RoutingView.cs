using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Kafka.Routing;

/// <summary>What a batch of orders is decided on, as of one moment.</summary>
/// <param name="Kills">What is killed. Immutable.</param>
/// <param name="Limits">What orders are held against. Immutable; the same instance while nothing has changed.</param>
/// <param name="LimitsOffsets">How far <c>limits.v1</c> was read for that, by partition.</param>
/// <param name="Prices">What symbols trade at, at that moment or a little later.</param>
public sealed record RoutingView(KillStateView Kills, LimitTable Limits, IReadOnlyList<long> LimitsOffsets, ReferencePrices Prices);
