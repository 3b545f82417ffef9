using Amazon.CDK.AWS.CloudWatch;
using KillSwitch.Aws.Telemetry;
using KillSwitch.Cdk.Functions;

namespace KillSwitch.Cdk.Observability;

/// <summary>What goes wrong with orders.</summary>
internal static class OrderAlarms
{
    /// <summary>Percent of the orders of five minutes.</summary>
    private const double MostDropped = 20;

    /// <summary>Records: some seconds of a busy day, more than the pollers hold on their way.</summary>
    private const double MostBehind = 5_000;

    public static IEnumerable<AlarmSpec> Of(SystemFunction router) =>
        [
            new(
                "drop-rate",
                $"{MostDropped:0} % or more of all orders are dropped. A kill is on and much is caught by it: look at what is killed, and whether it is meant.",
                DropRate(router),
                MostDropped
            ),
            new(
                "orders-behind",
                "The router is minutes behind the orders. Nothing passes unseen, but orders wait: look at its errors and throttles.",
                Metrics.Lambda(router, "OffsetLag", "Maximum", Metrics.Minute),
                MostBehind
            )
            {
                Periods = 3,
            },
            new(
                "state-unreadable",
                "A router found something in killswitch.state.v1 that it cannot read or believe, and lets nothing of it pass. Look at the router's log for the record, and at who can write there.",
                Metrics.Own(router, Measures.StateAlarms, "Sum", Metrics.Minute),
                1
            ),
        ];

    private static MathExpression DropRate(SystemFunction router)
    {
        Metric Count(string name) => Metrics.Own(router, name, "Sum", Metrics.FiveMinutes);
        return new MathExpression(new MathExpressionProps
        {
            // Where no order came nothing was dropped.
            Expression = "IF(allowed + dropped + rejected > 0, 100 * dropped / (allowed + dropped + rejected), 0)",
            UsingMetrics = new Dictionary<string, IMetric>
            {
                ["allowed"] = Count(Measures.OrdersAllowed),
                ["dropped"] = Count(Measures.OrdersDropped),
                ["rejected"] = Count(Measures.OrdersRejected),
            },
            Period = Metrics.FiveMinutes,
            Label = "dropped, %",
        });
    }
}
