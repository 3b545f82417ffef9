using Amazon.CDK.AWS.IAM;
using Constructs;
using KillSwitch.Cdk.Functions;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Cdk.Workflow;

/// <summary>The functions that the state machine of changes of limits calls, each with what it may do.</summary>
internal sealed class LimitSteps : Construct
{
    private readonly WorkflowParts _parts;

    public LimitSteps(Construct scope, WorkflowParts parts)
        : base(scope, "LimitSteps")
    {
        _parts = parts;
        ByName = FunctionSpecs.LimitSteps.ToDictionary(s => s.Name, s => new SystemFunction(this, new SystemFunctionProps
        {
            Spec = s,
            Deployment = parts.Deployment,
            Network = parts.Network,
            Variables = VariablesOf(s.Name),
            Permissions = PermissionsOf(s.Name),
            WritesLimits = s.Name is LimitStepNames.PublishLimit or LimitStepNames.RevertLimit,
        }));
    }

    /// <summary>By name without suffix.</summary>
    public IReadOnlyDictionary<string, SystemFunction> ByName { get; }

    private Dictionary<string, string> VariablesOf(string step)
    {
        var common = FunctionVariables.Kafka(_parts.Kafka).And(
            FunctionVariables.Workflow(_parts.Deployment, _parts.Executions), FunctionVariables.Limits(_parts.LimitExecutions));
        return step switch
        {
            LimitStepNames.RequestLimitApproval => common.And(FunctionVariables.Links(_parts.Keys.Link)),
            LimitStepNames.CheckLimitApproval => common.And(FunctionVariables.Approvers(_parts.Deployment)),
            _ => common,
        };
    }

    private List<PolicyStatement> PermissionsOf(string step) =>
    [
        .. _parts.Kafka.Connect(),
        .. _parts.Kafka.Write(Topics.Audit),
        .. _parts.Tables.Limits.Get(),
        .. _parts.Tables.Limits.Put(),
        .. FurtherPermissionsOf(step),
    ];

    private IReadOnlyList<PolicyStatement> FurtherPermissionsOf(string step) => step switch
    {
        // What is published makes void what others were asked for: their waiting tasks hear of it.
        LimitStepNames.PublishLimit or LimitStepNames.RevertLimit =>
            [.. _parts.Kafka.Write(Topics.Limits), .. _parts.LimitExecutions.SendTaskSuccess()],
        LimitStepNames.RequestLimitApproval =>
            [.. _parts.LimitExecutions.SendTaskSuccess(), Notify(), .. _parts.Keys.Read(_parts.Keys.Link)],
        LimitStepNames.NotifyLimitChange or LimitStepNames.ExpireLimitApproval => [Notify()],
        LimitStepNames.CheckLimitApproval =>
            [SystemFunction.Invoke(this, _parts.Deployment.Named(FunctionSpecs.Approvers.Name)), Notify()],
        LimitStepNames.OpenLimitChange or LimitStepNames.CloseLimitChange => [],
        _ => throw new InvalidOperationException($"Nobody said what {step} may do. Say it here and in src/Functions/README.md."),
    };

    private PolicyStatement Notify() => SystemFunction.Invoke(this, _parts.Deployment.Named(FunctionSpecs.Notifier.Name));
}
