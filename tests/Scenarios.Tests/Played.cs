using KillSwitch.Scenarios;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Scenarios.Tests;

/// <summary>A scenario as a detector and a router see it, without waiting for due times.</summary>
internal static class Played
{
    public static readonly DateTimeOffset Start = new(2025, 1, 2, 14, 30, 3, TimeSpan.Zero);

    public static async Task<List<TimedOrder>> TakeAsync(this IOrderScenario scenario, TimeSpan until)
    {
        var taken = new List<TimedOrder>();
        await foreach (var order in scenario.OrdersAsync(Start, CancellationToken.None))
        {
            if (order.Due >= until)
                break;
            taken.Add(order);
        }
        return taken;
    }

    public static List<Order> Valid(this IEnumerable<TimedOrder> orders) =>
        [.. orders.Select(o => OrderParser.TryParse(o.Value, out var order, out _) ? order : null).OfType<Order>()];

    public static List<Detected> Detect(this IOrderScenario scenario, IEnumerable<TimedOrder> orders)
    {
        var detector = new Detector(scenario.Detection);
        return [.. orders.Valid().SelectMany(o => detector.Observe(o, o.Ts, null))];
    }
}
