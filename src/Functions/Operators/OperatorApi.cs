using Amazon.Lambda.Annotations;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Metrics;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Api.Routes;
using KillSwitch.Aws.Http;
using KillSwitch.Aws.Telemetry;
using KillSwitch.Functions.Hosting;
using KillSwitch.Functions.Telemetry;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Functions.Operators;

/// <summary>What signed-in people do, decisions included. The gateway's authorizer has verified who they are.</summary>
public sealed class OperatorApi(OperatorActions actions, OperatorLimits limits, OperatorAudits audits)
{
    private readonly GatewayApi _api = GatewayApi.ForOperators(actions, limits, audits);

    [LambdaFunction]
    [Logging(ClearState = true, CorrelationIdPath = CorrelationIdPaths.ApiGatewayRest)]
    [Metrics(Namespace = Measures.Namespace)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task<APIGatewayProxyResponse> AnswerAsync(APIGatewayProxyRequest request, ILambdaContext context) =>
        Ended.Of(HandleOneAsync(request, context));

    private async Task<APIGatewayProxyResponse> HandleOneAsync(APIGatewayProxyRequest request, ILambdaContext context)
    {
        using var deadline = Deadline.Of(context);
        using var span = InvocationSpan.Start($"{request.HttpMethod} {request.Resource}");
        var asked = Gateway.Request(request, span, context);
        var answer = await _api.AnswerAsync(asked, Failed, deadline.Token);
        if (asked is { Method: "POST", Resource: OperatorRoutes.Approvals } && answer.Status is >= 400 and < 500)
            Measured.Count(Measures.ApprovalsRefused, 1);
        return Gateway.Response(answer);
    }

    private static void Failed(Exception failure)
    {
        Logger.LogError(failure, "A request failed");
        Measured.Count(Measures.RequestsFailed, 1);
    }
}
