using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.KafkaEvents;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Metrics;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Aws.Telemetry;
using KillSwitch.Functions.Hosting;
using KillSwitch.Kafka.Routing;

namespace KillSwitch.Functions.Orders;

/// <summary>
/// Enforces the kill state on a batch of orders. Whatever it throws, the same batch is handed over again, for ever: an order is
/// neither lost nor let through.
/// </summary>
public sealed class OrderRouter(BatchRouter router)
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Metrics(Namespace = Measures.Namespace)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task RouteAsync(KafkaEvent batch, ILambdaContext context) => Ended.Of(HandleOneAsync(batch, context));

    private async Task HandleOneAsync(KafkaEvent batch, ILambdaContext context)
    {
        using var deadline = Deadline.Of(context);
        var alarms = router.Status.StateAlarms;
        var routed = await router.RouteAsync(KafkaRecords.Of(batch, Workflows.Contracts.Topics.Orders), deadline.Token);
        Measured.Count(Measures.OrdersAllowed, routed.Allowed);
        Measured.Count(Measures.OrdersDropped, routed.Dropped);
        Measured.Count(Measures.OrdersRejected, routed.Rejected);
        Measured.Count(Measures.KilledScopes, router.Status.KilledScopes);
        Measured.Count(Measures.StateAlarms, router.Status.StateAlarms - alarms);
    }
}
