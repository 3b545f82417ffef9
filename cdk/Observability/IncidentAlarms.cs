using Amazon.CDK.AWS.CloudWatch;
using KillSwitch.Aws.Telemetry;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Workflow;
using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.Cdk.Observability;

/// <summary>
/// What goes wrong with incidents. An execution that ends otherwise than by succeeding leaves its scope killed and nobody at work
/// on it.
/// </summary>
internal static class IncidentAlarms
{
    private const string Unfinished =
        "The scope stays killed. The recovery starts another execution within a minute; look at this one for the reason.";

    /// <summary>Commands that wait to be taken in.</summary>
    private const double MostCommandsBehind = 50;

    public static IEnumerable<AlarmSpec> Of(WorkflowStack workflow, SystemFunction operatorApi)
    {
        var intake = workflow.Functions[FunctionSpecs.CommandIntake.Name];
        return
        [
            new("execution-failed", $"An incident's execution failed. {Unfinished}", Execution(workflow, "ExecutionsFailed"), 1),
            new("execution-timed-out", $"An incident's execution timed out. {Unfinished}", Execution(workflow, "ExecutionsTimedOut"), 1),
            new(
                "execution-aborted",
                $"Somebody aborted an incident's execution. {Unfinished}",
                Execution(workflow, "ExecutionsAborted"),
                1
            ),
            new(
                "incident-unattended",
                "Something has been killed for a while, and nobody has asked to restore it. Everybody was reminded; see to the incident, or tell the others that it is to stay.",
                Metrics.Lambda(workflow.Functions[StepNames.Escalate], "Invocations", "Sum", Metrics.Minute),
                1
            ),
            new(
                "commands-behind",
                "Commands wait. A kill among them does not work yet: look at the intake's errors and throttles, and kill by hand what must stop.",
                Metrics.Lambda(intake, "OffsetLag", "Maximum", Metrics.Minute),
                MostCommandsBehind
            )
            {
                Periods = 2,
            },
            new(
                "kills-guarded",
                "A kill's execution had not published it within two seconds, and the intake did, or tries to. Its log says which: look at Step Functions, the state machine and the tables.",
                Metrics.Own(intake, Measures.KillsGuarded, "Sum", Metrics.Minute),
                1
            ),
            new(
                "commands-given-up",
                "Commands could not be taken in and were put aside: a kill may not have happened. What they are is in the queue and its bucket; give them again by hand.",
                Queue(workflow, "ApproximateNumberOfMessagesVisible"),
                1
            ),
            new(
                "repairs",
                "The recovery found incidents, topic and executions at odds and mended it. Once may be a crash at a bad moment; often is a fault.",
                Metrics.Own(workflow.Functions[FunctionSpecs.Recovery.Name], Measures.Repairs, "Sum", Metrics.FiveMinutes),
                1
            ),
            new(
                "approval-refused",
                "Somebody tried to decide what he may not: his own request, one that is void or decided, or without the role. The audit says who.",
                Metrics.Own(operatorApi, Measures.ApprovalsRefused, "Sum", Metrics.FiveMinutes),
                1
            ),
        ];
    }

    public static Metric Execution(WorkflowStack workflow, string name) =>
        Metrics.Of(
            "AWS/States",
            name,
            new Dictionary<string, string> { ["StateMachineArn"] = workflow.Executions.StateMachineArn },
            "Sum",
            Metrics.Minute,
            name
        );

    private static Metric Queue(WorkflowStack workflow, string name) => Metrics.Of(
        "AWS/SQS", name, new Dictionary<string, string> { ["QueueName"] = workflow.FailureQueue.QueueName }, "Maximum", Metrics.Minute);
}
