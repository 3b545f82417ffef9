using Constructs;
using KillSwitch.Cdk.Functions;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Workflow;

/// <summary>Commands in, incidents out.</summary>
internal sealed class CommandFlow : Construct
{
    // A batch is given up as a whole, so few commands share one.
    private const int BatchSize = 10;

    public CommandFlow(Construct scope, WorkflowParts parts)
        : base(scope, "Commands")
    {
        GivenUp = new GivenUp(this, new GivenUpProps { Deployment = parts.Deployment, Network = parts.Network });
        Intake = new SystemFunction(this, new SystemFunctionProps
        {
            Spec = FunctionSpecs.CommandIntake,
            Deployment = parts.Deployment,
            Network = parts.Network,
            // A kill that its execution does not publish in time is published here.
            WritesState = true,
            Variables = FunctionVariables.Kafka(parts.Kafka).And(
                FunctionVariables.Workflow(parts.Deployment, parts.Executions),
                FunctionVariables.Approvers(parts.Deployment),
                FunctionVariables.Attestation(parts.Keys.Attestation)),
            Permissions =
            [
                .. parts.Kafka.Connect(),
                .. parts.Kafka.Read(Topics.State),
                .. parts.Kafka.Write(Topics.State, Topics.Audit),
                .. new[] { parts.Tables.Scopes, parts.Tables.Incidents, parts.Tables.Commands }.SelectMany(t => t.Get().Concat(t.Put())),
                .. parts.Executions.Start(),
                .. parts.Executions.SendTaskSuccess(),
                SystemFunction.Invoke(this, parts.Deployment.Named(FunctionSpecs.Approvers.Name)),
                SystemFunction.Invoke(this, parts.Deployment.Named(FunctionSpecs.Notifier.Name)),
                .. parts.Keys.Read(parts.Keys.Attestation),
                .. GivenUp.Leave(),
            ],
        });
        _ = new KafkaMapping(this, new KafkaMappingProps
        {
            Function = Intake,
            Kafka = parts.Kafka,
            Topic = Topics.Commands,
            BatchSize = BatchSize,
            GivenUpTo = GivenUp.Bucket,
        });
    }

    public GivenUp GivenUp { get; }

    public SystemFunction Intake { get; }
}
