using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;
using KillSwitch.Cdk.Shared;
using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.Cdk.Workflow;

/// <summary>
/// The state machine, from the very file that runs on one machine: an execution an incident, every event of it logged and traced.
/// </summary>
internal sealed class IncidentStateMachine : Construct
{
    public IncidentStateMachine(Construct scope, WorkflowParts parts, IncidentSteps steps)
        : base(scope, "Incidents")
    {
        // A name that begins so keeps the account's policy for log deliveries, which has a limit, from growing.
        var logs = SystemLogs.Create(this, $"/aws/vendedlogs/states/{parts.Executions.Name}", parts.Deployment, parts.Network.DataKey);
        var role = new Role(
            this,
            "Role",
            new RoleProps
            {
                AssumedBy = new ServicePrincipal("states.amazonaws.com"),
                Description = $"What {parts.Executions.Name} may do: call its steps",
            }
        );
        role.AddToPolicy(Statements.Allow(["lambda:InvokeFunction"], [.. steps.ByName.Values.Select(s => s.Function.FunctionArn)]));
        StateMachine = new StateMachine(this, "StateMachine", new StateMachineProps
        {
            StateMachineName = parts.Executions.Name,
            // A person may take days: express workflows end after five minutes.
            StateMachineType = StateMachineType.STANDARD,
            DefinitionBody = DefinitionBody.FromFile(DefinitionFile, null),
            DefinitionSubstitutions = StepNames.ByPlaceholder.ToDictionary(p => p.Key, p => steps.ByName[p.Value].Function.FunctionArn),
            Role = role,
            Logs = new LogOptions { Destination = logs, Level = LogLevel.ALL, IncludeExecutionData = true },
            TracingEnabled = true,
            EncryptionConfiguration = new CustomerManagedEncryptionConfiguration(parts.Network.DataKey.Key, Duration.Minutes(5)),
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
    }

    public static string DefinitionFile { get; } = Repository.Path("statemachines", "kill-incident.asl.json");

    public StateMachine StateMachine { get; }
}
