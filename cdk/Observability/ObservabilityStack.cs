using Amazon.CDK;
using Constructs;
using KillSwitch.Cdk.Detection;
using KillSwitch.Cdk.Entrance;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Streaming;
using KillSwitch.Cdk.Workflow;

namespace KillSwitch.Cdk.Observability;

/// <summary>What tells people that something is wrong, and shows them what.</summary>
internal sealed class ObservabilityStack : Stack
{
    public ObservabilityStack(
        Construct scope,
        Deployment deployment,
        NetworkStack network,
        StreamingStack streaming,
        WorkflowStack workflow,
        ConsoleStack console,
        DetectionStack detection
    )
        : base(scope, "Observability", deployment.StackProps("observability", "Alarms, dashboard, traces"))
    {
        var topic = new AlarmTopic(this, deployment, network.DataKey);
        var groups = FunctionGroup.Of(workflow, console);
        var alarms = new Alarms(this, deployment, topic);
        AlarmSpec[] specs =
        [
            .. OrderAlarms.Of(workflow.Functions[FunctionSpecs.OrderRouter.Name]),
            .. IncidentAlarms.Of(workflow, console.Functions.OperatorApi),
            .. AuditAlarms.Of(workflow.Functions[FunctionSpecs.AuditIndex.Name]),
            .. FunctionAlarms.Of(groups),
            .. EntranceAlarms.Of(console),
            .. DetectionAlarms.Of(detection.Application, streaming.Kafka),
        ];
        foreach (var spec in specs)
            alarms.Add(spec);
        SubscribedTopic[] mailed =
        [
            new(workflow.NotificationsTopic.TopicArn, [.. Notifications.Mailed(deployment).Select(p => p.Email)]),
            new(topic.Topic.TopicArn, deployment.AlarmAddresses),
        ];
        if (mailed.Where(t => t.Addresses.Count > 0).ToArray() is { Length: > 0 } expected)
        {
            _ = new Subscribers(this, deployment, network.DataKey, expected);
            alarms.Add(Subscribers.Alarm(deployment));
        }
        _ = new SystemDashboard(
            this,
            deployment,
            new SystemDashboardProps
            {
                Workflow = workflow,
                Streaming = streaming,
                Console = console,
                Detection = detection,
                Groups = groups,
                Alarms = alarms,
            }
        );
        _ = new Traces(this, deployment);
        _ = new CfnOutput(
            this,
            "DashboardAddress",
            new CfnOutputProps
            {
                Value =
                    $"https://{Region}.console.aws.amazon.com/cloudwatch/home?region={Region}#dashboards/dashboard/{SystemDashboard.NameOf(deployment)}",
                Description = "What is killed, what flows, what fails",
            }
        );
    }
}
