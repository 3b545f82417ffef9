using Amazon.Lambda.Annotations;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Aws.Http;
using KillSwitch.Aws.Settings;
using KillSwitch.Functions.Hosting;
using KillSwitch.Functions.Telemetry;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Functions.Operators;

/// <summary>The page behind a callback link. Open to whoever has the link; it can change nothing.</summary>
public sealed class ApprovalPage(
    OperatorActions actions,
    OperatorLimits limits,
    IAuditIndex index,
    TimeProvider time,
    SignInSettings signIn
)
{
    private readonly GatewayApi _api = GatewayApi.ForPage(
        actions,
        limits,
        new OperatorAudits(index, new UnreachableAuditTopic(), time),
        signIn
    );

    [LambdaFunction]
    [Logging(ClearState = true, CorrelationIdPath = CorrelationIdPaths.ApiGatewayRest)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task<APIGatewayProxyResponse> ShowAsync(APIGatewayProxyRequest request, ILambdaContext context) =>
        Ended.Of(HandleOneAsync(request, context));

    private async Task<APIGatewayProxyResponse> HandleOneAsync(APIGatewayProxyRequest request, ILambdaContext context)
    {
        using var deadline = Deadline.Of(context);
        using var span = InvocationSpan.Start($"{request.HttpMethod} {request.Resource}");
        var asked = Gateway.Request(request, span, context);
        return Gateway.Response(await _api.AnswerAsync(asked, e => Logger.LogError(e, "A page could not be shown"), deadline.Token));
    }
}
