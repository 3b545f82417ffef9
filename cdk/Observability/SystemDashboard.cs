using Amazon.CDK.AWS.CloudWatch;
using Constructs;
using KillSwitch.Aws.Telemetry;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Observability;

/// <summary>One page that shows what is killed, what flows, who waits for whom, and what fails.</summary>
internal sealed class SystemDashboard : Construct
{
    public SystemDashboard(Construct scope, Deployment deployment, SystemDashboardProps props)
        : base(scope, "Dashboard")
    {
        var (workflow, console) = (props.Workflow, props.Console);
        var router = workflow.Functions[FunctionSpecs.OrderRouter.Name];
        var intake = workflow.Functions[FunctionSpecs.CommandIntake.Name];
        Dashboard = new Dashboard(
            this,
            "Dashboard",
            new DashboardProps
            {
                DashboardName = NameOf(deployment),
                DefaultInterval = Amazon.CDK.Duration.Hours(3),
                Widgets =
                [
                    [
                        new AlarmStatusWidget(
                            new AlarmStatusWidgetProps
                            {
                                Title = "Alarms",
                                Width = 24,
                                Height = 4,
                                Alarms = [.. props.Alarms.All],
                            }
                        ),
                    ],
                    [
                        Graph("Killed scopes", Metrics.Own(router, Measures.KilledScopes, "Maximum", Metrics.Minute, "killed")),
                        Graph(
                            "Orders",
                            Metrics.Own(router, Measures.OrdersAllowed, "Sum", Metrics.Minute, "allowed"),
                            Metrics.Own(router, Measures.OrdersDropped, "Sum", Metrics.Minute, "dropped"),
                            Metrics.Own(router, Measures.OrdersRejected, "Sum", Metrics.Minute, "rejected")
                        ),
                        Graph(
                            "Records that wait",
                            Metrics.Lambda(router, "OffsetLag", "Maximum", Metrics.Minute, "orders"),
                            Metrics.Lambda(intake, "OffsetLag", "Maximum", Metrics.Minute, "commands"),
                            DetectionAlarms.Lag(props.Streaming.Kafka, "MaxOffsetLag", "orders not measured")
                        ),
                    ],
                    [
                        Graph(
                            "Incidents",
                            [
                                .. new[]
                                {
                                    "ExecutionsStarted",
                                    "ExecutionsSucceeded",
                                    "ExecutionsFailed",
                                    "ExecutionsTimedOut",
                                    "ExecutionsAborted",
                                }.Select(name => IncidentAlarms.Execution(workflow, name)),
                            ]
                        ),
                        Graph(
                            "Approvals refused, repairs",
                            Metrics.Own(console.Functions.OperatorApi, Measures.ApprovalsRefused, "Sum", Metrics.Minute, "refused"),
                            Metrics.Own(workflow.Functions[FunctionSpecs.Recovery.Name], Measures.Repairs, "Sum", Metrics.Minute, "repairs")
                        ),
                        Graph(
                            "Detection",
                            [
                                .. new[] { "RunningJobs", "FailedJobs" }.Select(name =>
                                    DetectionAlarms.Jobs(props.Detection.Application, name, "Maximum")
                                ),
                            ]
                        ),
                    ],
                    [
                        Graph(
                            "Errors",
                            [
                                .. props.Groups.Select(group =>
                                    Metrics.Sum(
                                        group.Functions.Select(f => Metrics.Lambda(f, "Errors", "Sum", Metrics.Minute)),
                                        Metrics.Minute,
                                        group.Name
                                    )
                                ),
                            ]
                        ),
                        Graph(
                            "Router's time for a batch, ms",
                            Metrics.Lambda(router, "Duration", "p50", Metrics.Minute, "p50"),
                            Metrics.Lambda(router, "Duration", "p99", Metrics.Minute, "p99")
                        ),
                        Graph(
                            "API",
                            [
                                .. new[] { "Count", "4XXError", "5XXError" }.Select(name => EntranceAlarms.Api(console, name, "Sum")),
                                EntranceAlarms.Blocked(console),
                            ]
                        ),
                    ],
                ],
            }
        );
    }

    public Dashboard Dashboard { get; }

    /// <summary>All regions of an account share its dashboards.</summary>
    public static string NameOf(Deployment deployment) => deployment.NamedInRegion("killswitch");

    private static GraphWidget Graph(string title, params IMetric[] metrics) =>
        new(
            new GraphWidgetProps
            {
                Title = title,
                Left = metrics,
                Width = 8,
                Height = 6,
            }
        );
}
