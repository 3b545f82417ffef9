using System.Text.Json;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.Logs;
using Constructs;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Entrance;

/// <summary>The API as it is reached: throttled, traced, logged.</summary>
internal sealed class ApiStage : Construct
{
    /// <summary>Requests a second, of all people together; as many as one person has on one machine.</summary>
    private const double RequestsPerSecond = 50;

    private const double Burst = 100;

    /// <summary>
    /// A line for each request. Neither its path nor its query: they hold the callback link and the sign-in's code. Who asked from
    /// where is in the firewall's log, under the same request id; behind the distribution all requests come from the distribution.
    /// </summary>
    private static readonly Dictionary<string, string> s_line = new()
    {
        ["time"] = "$context.requestTimeEpoch",
        ["request_id"] = "$context.requestId",
        ["trace_id"] = "$context.xrayTraceId",
        ["method"] = "$context.httpMethod",
        ["route"] = "$context.resourcePath",
        ["status"] = "$context.status",
        ["subject"] = "$context.authorizer.claims.sub",
        ["firewall"] = "$context.wafResponseCode",
        ["authorizer"] = "$context.authorizer.status",
        ["function"] = "$context.integration.status",
        ["error"] = "$context.error.responseType",
        ["bytes"] = "$context.responseLength",
        ["latency_ms"] = "$context.responseLatency",
    };

    public ApiStage(Construct scope, ApiStageProps props)
        : base(scope, "Stage")
    {
        var deployment = props.Deployment;
        AccessLog = SystemLogs.Create(
            new Construct(this, "Access"),
            deployment.Named("/killswitch/api"),
            deployment,
            props.Network.DataKey
        );
        // The gateway would make this group itself: without a key, without an end, and left behind.
        ExecutionLog = SystemLogs.Create(
            new Construct(this, "Execution"),
            $"API-Gateway-Execution-Logs_{props.Api.Id}/{RestApi.Stage}",
            deployment,
            props.Network.DataKey
        );
        var copy = new CfnDeployment(this, $"Deployment{ApiMethods.Fingerprint}", new CfnDeploymentProps { RestApiId = props.Api.Id });
        foreach (var method in props.Methods.All)
            copy.AddDependency(method);
        foreach (var response in props.Problems.Responses)
            copy.AddDependency(response);
        Resource = new CfnStage(this, "Resource", new CfnStageProps
        {
            RestApiId = props.Api.Id,
            StageName = RestApi.Stage,
            DeploymentId = copy.Ref,
            TracingEnabled = true,
            AccessLogSetting = new CfnStage.AccessLogSettingProperty
            {
                DestinationArn = AccessLog.LogGroupArn,
                Format = JsonSerializer.Serialize(s_line),
            },
            MethodSettings = new[]
            {
                new CfnStage.MethodSettingProperty
                {
                    HttpMethod = "*",
                    ResourcePath = "/*",
                    LoggingLevel = "ERROR",
                    // Bodies and tokens stay out of logs.
                    DataTraceEnabled = false,
                    MetricsEnabled = true,
                    CachingEnabled = false,
                    ThrottlingRateLimit = RequestsPerSecond,
                    ThrottlingBurstLimit = Burst,
                },
            },
        });
        Resource.Node.AddDependency(ExecutionLog);
    }

    public CfnStage Resource { get; }

    public LogGroup AccessLog { get; }

    public LogGroup ExecutionLog { get; }
}
