using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using KillSwitch.Aws.Settings;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Workflow;
using KillSwitch.DynamoDb;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Entrance;

/// <summary>
/// The functions that know where people are reached and who they are; what each is for, and may do, is in src/Functions/README.md.
/// </summary>
internal sealed class ConsoleFunctions : Construct
{
    private readonly ConsoleFunctionsProps _props;
    private readonly IReadOnlyList<ILayerVersion> _layers = [];

    public ConsoleFunctions(Construct scope, ConsoleFunctionsProps props)
        : base(scope, "Functions")
    {
        _props = props;
        var (deployment, workflow, kafka) = (props.Deployment, props.Workflow, props.Streaming.Kafka);
        var page = new Dictionary<string, string> { [SettingNames.PageAddress] = props.PageAddress };
        var signIn = new Dictionary<string, string>
        {
            [SettingNames.SignInAddress] = props.Directory.SignInAddress,
            [SettingNames.SignInClientId] = props.Clients.Page.Ref,
        };
        var operators = FunctionVariables.Kafka(kafka).And(
            FunctionVariables.Workflow(deployment, workflow.Executions), FunctionVariables.Limits(workflow.LimitExecutions),
            FunctionVariables.Approvers(deployment),
            FunctionVariables.Attestation(workflow.Keys.Attestation), FunctionVariables.Links(workflow.Keys.Link));

        if (deployment.LimitsFile is { } file)
        {
            // What is changed of a limit, and whether it is tighter, is told from what the file says, which the routers have, too.
            _layers = [new LimitsLayer(this, file, deployment, "killswitch-limits-of-the-api").Layer];
            operators[SettingNames.LimitsFile] = LimitsLayer.Path;
        }
        OperatorApi = Function(FunctionSpecs.OperatorApi, operators,
        [
            .. kafka.Connect(), .. kafka.Write(Topics.Commands, Topics.Audit), .. kafka.Read(Topics.Audit),
            .. workflow.Tables.Scopes.Get(), .. workflow.Tables.Scopes.Put(), .. workflow.Tables.Scopes.QueryIndex(),
            .. workflow.Tables.Incidents.Get(), .. workflow.Tables.Incidents.QueryIndex(),
            .. workflow.Tables.Commands.Get(), .. workflow.Tables.Commands.PutWhere(DynamoDbIdempotencyStore.KeysBegin),
            .. workflow.Tables.AuditIndex.Query(), .. workflow.Tables.AuditIndex.QueryIndex(),
            .. workflow.Executions.SendTaskSuccess(),
            .. workflow.Tables.Limits.Get(), .. workflow.Tables.Limits.Put(), .. workflow.Tables.Limits.QueryIndex(),
            .. workflow.LimitExecutions.Start(), .. workflow.LimitExecutions.SendTaskSuccess(),
            Invoke(FunctionSpecs.Notifier), Invoke(FunctionSpecs.Approvers),
            .. workflow.Keys.Read(workflow.Keys.Link), .. workflow.Keys.Read(workflow.Keys.Attestation),
        ]);
        // It is made of what the API is made of, so it is given the same names; it may use the link key and look things up, no more:
        // of the audit no record, only how much was held back.
        ApprovalPage = Function(
            FunctionSpecs.ApprovalPage,
            operators.And(page, signIn),
            [
                .. workflow.Tables.Scopes.Get(), .. workflow.Tables.Incidents.Get(), .. workflow.Tables.Limits.Get(),
                .. workflow.Tables.AuditIndex.QueryWhere(DynamoDbAuditIndex.KeysOfFigures), .. workflow.Keys.Read(workflow.Keys.Link),
            ]
        );
        Notifier = Function(
            FunctionSpecs.Notifier,
            page.And(new Dictionary<string, string> { [SettingNames.NotificationsTopicArn] = workflow.NotificationsTopic.TopicArn }),
            [Statements.Allow(["sns:Publish"], workflow.NotificationsTopic.TopicArn), props.Network.DataKey.Through("sns")]
        );
        Approvers = Function(
            FunctionSpecs.Approvers,
            new Dictionary<string, string> { [SettingNames.UserPoolId] = props.Directory.PoolId },
            [Statements.Allow(["cognito-idp:ListUsersInGroup"], props.Directory.PoolArn)]
        );
    }

    public SystemFunction OperatorApi { get; }

    public SystemFunction ApprovalPage { get; }

    public SystemFunction Notifier { get; }

    public SystemFunction Approvers { get; }

    public IReadOnlyList<SystemFunction> All => [OperatorApi, ApprovalPage, Notifier, Approvers];

    private PolicyStatement Invoke(FunctionSpec spec) => SystemFunction.Invoke(this, _props.Deployment.Named(spec.Name));

    private SystemFunction Function(
        FunctionSpec spec,
        IReadOnlyDictionary<string, string> variables,
        IReadOnlyList<PolicyStatement> permissions
    ) =>
        new(
            this,
            new SystemFunctionProps
            {
                Spec = spec,
                Deployment = _props.Deployment,
                Network = _props.Network,
                Variables = variables,
                Layers = spec == FunctionSpecs.OperatorApi || spec == FunctionSpecs.ApprovalPage ? _layers : [],
                Permissions = permissions,
            }
        );
}
