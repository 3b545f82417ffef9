using System.Globalization;
using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.CustomResources;
using Constructs;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Shared;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Streaming;

/// <summary>
/// The topics of the contracts, made when the cluster is: compaction can only be set at creation. A custom resource whose function
/// is in the cluster's network, where nothing reaches CloudFormation; so the framework's functions, outside, answer for it.
/// </summary>
internal sealed class KafkaTopics : Construct
{
    /// <summary>
    /// How often it is looked whether the topics are there: for a quarter of an hour where each look is answered at once, and, where each
    /// takes all the time its function has, still within the hour after which CloudFormation gives up and does not know why.
    /// </summary>
    public const int Attempts = 20;

    /// <summary>Seconds between two looks.</summary>
    public const int Interval = 45;

    public KafkaTopics(Construct scope, KafkaTopicsProps props)
        : base(scope, "Topics")
    {
        string[] names = [.. Topics.All.Select(t => t.Name)];
        var begin = new SystemFunction(
            this,
            new SystemFunctionProps
            {
                Spec = FunctionSpecs.BeginTopics,
                Deployment = props.Deployment,
                Network = props.Network,
            }
        );
        var ensure = new SystemFunction(
            this,
            new SystemFunctionProps
            {
                Spec = FunctionSpecs.EnsureTopics,
                Deployment = props.Deployment,
                Network = props.Network,
                Variables = FunctionVariables.Kafka(props.Kafka),
                Permissions = [.. props.Kafka.Connect(), .. props.Kafka.Admin(names)],
            }
        );
        var logs = SystemLogs.Create(this, props.Deployment.Named("/killswitch/topics-framework"), props.Deployment, props.Network.DataKey);
        var provider = new Provider(this, "Provider", new ProviderProps
        {
            OnEventHandler = begin.Function,
            IsCompleteHandler = ensure.Function,
            QueryInterval = Duration.Seconds(Interval),
            TotalTimeout = Duration.Seconds(Interval * Attempts),
            LogGroup = logs,
            ProviderFunctionEnvEncryption = props.Network.DataKey.Key,
            // Its functions log every call; the waiter's own log would take the right to write to any.
            DisableWaiterStateMachineLogging = true,
        });
        Narrow(provider, props, logs, begin, ensure);
        _ = new CustomResource(this, "Resource", new CustomResourceProps
        {
            ServiceToken = provider.ServiceToken,
            ResourceType = "Custom::KafkaTopics",
            Properties = new Dictionary<string, object>
            {
                ["Partitions"] = props.Deployment.Partitions.ToString(CultureInfo.InvariantCulture),
                // Read by nobody: another cluster, or another list, is a reason to look again.
                ["Cluster"] = props.Kafka.ClusterArn,
                ["Names"] = names,
            },
        });
    }

    /// <summary>
    /// Boundaries know the installation's things by their names, and CloudFormation's own choice could be cut short. The functions'
    /// roles are CDK's, one each, as one for all would close a circle; in place of a policy of AWS's they get what they need.
    /// </summary>
    private static void Narrow(
        Provider provider,
        KafkaTopicsProps props,
        LogGroup logs,
        SystemFunction begin,
        SystemFunction ensure
    )
    {
        foreach (var handler in new[] { "onEvent", "isComplete", "onTimeout" })
        {
            var function = (Function)provider.Node.FindChild($"framework-{handler}");
            Resource(function).AddPropertyOverride("FunctionName", props.Deployment.Named($"killswitch-topics-framework-{handler}"));
            Resource(function.Role!).AddPropertyDeletionOverride("ManagedPolicyArns");
            function.AddToRolePolicy(Statements.Allow(["logs:CreateLogStream", "logs:PutLogEvents"], logs.LogGroupArn));
            function.AddToRolePolicy(props.Network.DataKey.Through("lambda"));
            // After a call that failed, as one to a new or long idle function may, it waits until the function says that it is active.
            function.AddToRolePolicy(Statements.Allow(["lambda:GetFunction"], begin.Function.FunctionArn, ensure.Function.FunctionArn));
        }
        var waiter = (CfnResource)provider.Node.FindChild("waiter-state-machine").Node.FindChild("Resource");
        waiter.AddPropertyOverride("StateMachineName", props.Deployment.Named("killswitch-topics-waiter"));
    }

    private static CfnResource Resource(IConstruct construct) => (CfnResource)construct.Node.DefaultChild!;
}
