using Amazon.CDK.AWS.IAM;
using Constructs;
using KillSwitch.Cdk.Functions;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.Cdk.Workflow;

/// <summary>The functions that the state machine calls, each with what it may do.</summary>
internal sealed class IncidentSteps : Construct
{
    private readonly WorkflowParts _parts;

    public IncidentSteps(Construct scope, WorkflowParts parts)
        : base(scope, "Steps")
    {
        _parts = parts;
        ByName = FunctionSpecs.Steps.ToDictionary(s => s.Name, s => new SystemFunction(this, new SystemFunctionProps
        {
            Spec = s,
            Deployment = parts.Deployment,
            Network = parts.Network,
            Variables = VariablesOf(s.Name),
            Permissions = PermissionsOf(s.Name),
            WritesState = s.Name is StepNames.PublishKilled or StepNames.PublishActive,
        }));
    }

    /// <summary>By name without suffix.</summary>
    public IReadOnlyDictionary<string, SystemFunction> ByName { get; }

    private Dictionary<string, string> VariablesOf(string step)
    {
        var common = FunctionVariables.Kafka(_parts.Kafka).And(FunctionVariables.Workflow(_parts.Deployment, _parts.Executions));
        return step switch
        {
            StepNames.RequestApproval => common.And(FunctionVariables.Links(_parts.Keys.Link)),
            StepNames.CheckSeparationOfDuties => common.And(FunctionVariables.Approvers(_parts.Deployment)),
            _ => common,
        };
    }

    private List<PolicyStatement> PermissionsOf(string step) =>
    [
        .. _parts.Kafka.Connect(),
        .. _parts.Kafka.Write(Topics.Audit),
        .. _parts.Tables.Scopes.Get(),
        .. _parts.Tables.Scopes.Put(),
        .. FurtherPermissionsOf(step),
    ];

    private IReadOnlyList<PolicyStatement> FurtherPermissionsOf(string step) => step switch
    {
        StepNames.PublishKilled or StepNames.PublishActive => _parts.Kafka.Write(Topics.State),
        StepNames.AwaitUnkillRequest => _parts.Executions.SendTaskSuccess(),
        StepNames.RequestApproval => [.. _parts.Executions.SendTaskSuccess(), Notify(), .. _parts.Keys.Read(_parts.Keys.Link)],
        StepNames.NotifyOperators or StepNames.NotifyRestored or StepNames.Escalate or StepNames.ExpireApproval => [Notify()],
        StepNames.OpenIncident or StepNames.CloseIncident => _parts.Tables.Incidents.Put(),
        StepNames.CheckSeparationOfDuties =>
            [SystemFunction.Invoke(this, _parts.Deployment.Named(FunctionSpecs.Approvers.Name)), Notify()],
        _ => throw new InvalidOperationException($"Nobody said what {step} may do. Say it here and in src/Functions/README.md."),
    };

    private PolicyStatement Notify() => SystemFunction.Invoke(this, _parts.Deployment.Named(FunctionSpecs.Notifier.Name));
}
