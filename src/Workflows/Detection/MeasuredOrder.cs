using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Detection;

/// <summary>An order with all that its measuring needs.</summary>
/// <param name="Order">The order.</param>
/// <param name="ArrivedTs">When it arrived, Unix ms: what it is counted in.</param>
/// <param name="Ts">The time it is measured at, Unix ms: what windows it is in.</param>
/// <param name="Asked">The shares that its parent asked for; null where it has none, or none that anybody named.</param>
/// <param name="TraceParent">Its trace.</param>
internal readonly record struct MeasuredOrder(Order Order, long ArrivedTs, long Ts, decimal? Asked, string? TraceParent);
