using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Workflow;

/// <summary>
/// A state machine, from the very file that runs on one machine: an execution an incident, or a change of a limit, every event of it logged
/// and traced.
/// </summary>
internal sealed class WorkflowMachine : Construct
{
    /// <param name="scope">The stack.</param>
    /// <param name="id">Of the construct.</param>
    /// <param name="parts">What is shared.</param>
    /// <param name="executions">The machine for its callers, which has its name.</param>
    /// <param name="props">What it runs.</param>
    public WorkflowMachine(Construct scope, string id, WorkflowParts parts, ExecutionAccess executions, WorkflowMachineProps props)
        : base(scope, id)
    {
        // A name that begins so keeps the account's policy for log deliveries, which has a limit, from growing.
        var logs = SystemLogs.Create(this, $"/aws/vendedlogs/states/{executions.Name}", parts.Deployment, parts.Network.DataKey);
        var role = new Role(
            this,
            "Role",
            new RoleProps
            {
                AssumedBy = new ServicePrincipal("states.amazonaws.com"),
                Description = $"What {executions.Name} may do: call its steps",
            }
        );
        role.AddToPolicy(Statements.Allow(["lambda:InvokeFunction"], [.. props.Steps.Values.Select(s => s.Function.FunctionArn)]));
        StateMachine = new StateMachine(this, "StateMachine", new StateMachineProps
        {
            StateMachineName = executions.Name,
            // A person may take days: express workflows end after five minutes.
            StateMachineType = StateMachineType.STANDARD,
            DefinitionBody = DefinitionBody.FromFile(Repository.Path("statemachines", props.DefinitionFile), null),
            DefinitionSubstitutions = props.Placeholders.ToDictionary(p => p.Key, p => props.Steps[p.Value].Function.FunctionArn),
            Role = role,
            Logs = new LogOptions { Destination = logs, Level = LogLevel.ALL, IncludeExecutionData = true },
            TracingEnabled = true,
            EncryptionConfiguration = new CustomerManagedEncryptionConfiguration(parts.Network.DataKey.Key, Duration.Minutes(5)),
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
    }

    public StateMachine StateMachine { get; }
}

internal sealed record WorkflowMachineProps
{
    /// <summary>In <c>statemachines/</c>.</summary>
    public required string DefinitionFile { get; init; }

    /// <summary>The definition's, without <c>${}</c>, to functions' names without suffix.</summary>
    public required IReadOnlyDictionary<string, string> Placeholders { get; init; }

    /// <summary>The functions by those names.</summary>
    public required IReadOnlyDictionary<string, SystemFunction> Steps { get; init; }
}
