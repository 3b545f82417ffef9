using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Metrics;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Aws.Orders;
using KillSwitch.Aws.Telemetry;
using KillSwitch.Functions.Hosting;

namespace KillSwitch.Functions.Orders;

/// <summary>Sends made-up orders for a while, as a schedule or a student asks for.</summary>
public sealed class OrderGenerator(OrderGeneration generation)
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Metrics(Namespace = Measures.Namespace)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task GenerateAsync(GeneratorRequest request, ILambdaContext context) => Ended.Of(HandleOneAsync(request, context));

    private async Task HandleOneAsync(GeneratorRequest request, ILambdaContext context)
    {
        using var deadline = Deadline.Of(context);
        Measured.Count(Measures.OrdersSent, await generation.RunAsync(request, deadline.Token));
    }
}
