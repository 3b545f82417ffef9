using Amazon.CDK.AWS.CloudWatch;
using KillSwitch.Aws.Telemetry;
using KillSwitch.Cdk.Entrance;

namespace KillSwitch.Cdk.Observability;

/// <summary>What goes wrong where people come in.</summary>
internal static class EntranceAlarms
{
    /// <summary>Requests of five minutes. Scanners knock a few times; this is somebody at work.</summary>
    private const double ManyBlocked = 100;

    public static IEnumerable<AlarmSpec> Of(ConsoleStack console) =>
        [
            new(
                "requests-blocked",
                "The firewall refuses many requests. Its log says whose and by which rule; nobody with a token is hindered unless it is his address.",
                Blocked(console),
                ManyBlocked
            ),
            new(
                "requests-failed",
                "The API fails for people who may use it. The log of the operator API says why; kills can be given again.",
                Metrics.Own(console.Functions.OperatorApi, Measures.RequestsFailed, "Sum", Metrics.FiveMinutes),
                1
            ),
            new(
                "api-faults",
                "The API answers with faults of its own, before or instead of the functions. Its execution log says why.",
                Api(console, "5XXError", "Sum"),
                3
            ),
        ];

    public static Metric Blocked(ConsoleStack console) => Metrics.Of("AWS/WAFV2", "BlockedRequests", new Dictionary<string, string>
    {
        ["WebACL"] = console.Firewall.Name,
        ["Rule"] = "ALL",
        ["Region"] = console.Region,
    }, "Sum", Metrics.FiveMinutes, "blocked");

    public static Metric Api(ConsoleStack console, string name, string statistic) =>
        Metrics.Of(
            "AWS/ApiGateway",
            name,
            new Dictionary<string, string> { ["ApiName"] = console.Api.Name, ["Stage"] = RestApi.Stage },
            statistic,
            Metrics.FiveMinutes,
            name
        );
}
