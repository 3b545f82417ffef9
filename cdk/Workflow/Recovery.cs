using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using KillSwitch.Cdk.Functions;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Workflow;

/// <summary>Brings topic and executions back in line with open incidents and changes of limits, every minute, one at a time.</summary>
internal sealed class Recovery : Construct
{
    public Recovery(Construct scope, WorkflowParts parts)
        : base(scope, "Recovery")
    {
        Function = new SystemFunction(this, new SystemFunctionProps
        {
            Spec = FunctionSpecs.Recovery,
            Deployment = parts.Deployment,
            Network = parts.Network,
            ReservedConcurrency = 1,
            WritesState = true,
            Variables = FunctionVariables.Kafka(parts.Kafka).And(
                FunctionVariables.Workflow(parts.Deployment, parts.Executions),
                FunctionVariables.Limits(parts.LimitExecutions)
            ),
            Permissions =
            [
                .. parts.Kafka.Connect(),
                .. parts.Kafka.Read(Topics.State),
                .. parts.Kafka.Write(Topics.State, Topics.Audit),
                .. parts.Tables.Scopes.Get(),
                .. parts.Tables.Scopes.Put(),
                .. parts.Tables.Scopes.QueryIndex(),
                .. parts.Tables.Incidents.Get(),
                .. parts.Tables.Incidents.Put(),
                .. parts.Executions.Start(),
                .. parts.Executions.Describe(),
                .. parts.Executions.SendTaskSuccess(),
                .. parts.Tables.Limits.Get(),
                .. parts.Tables.Limits.Put(),
                .. parts.Tables.Limits.QueryIndex(),
                .. parts.LimitExecutions.Start(),
                .. parts.LimitExecutions.Describe(),
                .. parts.LimitExecutions.SendTaskSuccess(),
                SystemFunction.Invoke(this, parts.Deployment.Named(FunctionSpecs.Notifier.Name)),
            ],
        });
        // A call that found another at work would else wait for hours, and all of them come at once. The next minute brings the next.
        Function.Function.ConfigureAsyncInvoke(new EventInvokeConfigOptions { RetryAttempts = 0, MaxEventAge = Duration.Minutes(1) });
        _ = new Rule(this, "EveryMinute", new RuleProps
        {
            RuleName = Function.Name,
            Description = "Looks for what an incident was promised and did not get",
            Schedule = Schedule.Rate(Duration.Minutes(1)),
            Targets = [new LambdaFunction(Function.Function)],
        });
    }

    public SystemFunction Function { get; }
}
