using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using KillSwitch.Aws.Settings;
using KillSwitch.Cdk.Functions;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Workflow;

/// <summary>Made-up orders in, and the router that enforces the kill state on every order.</summary>
internal sealed class OrderFlow : Construct
{
    private static readonly string[] s_outputs = [Topics.GatedOrders, Topics.RejectedOrders, Topics.Audit, Topics.RouterProgress];

    private readonly WorkflowParts _parts;

    public OrderFlow(Construct scope, WorkflowParts parts)
        : base(scope, "Orders")
    {
        _parts = parts;
        Generator = CreateGenerator();
        Router = CreateRouter();
        // No failure destination: with one, a batch would be skipped after ten tries, and its orders be neither routed nor dropped.
        _ = new KafkaMapping(
            this,
            new KafkaMappingProps
            {
                Function = Router,
                Kafka = parts.Kafka,
                Topic = Topics.Orders,
                BatchSize = 1000,
            }
        );
    }

    public SystemFunction Generator { get; }

    public SystemFunction Router { get; }

    private SystemFunction CreateGenerator()
    {
        var generator = new SystemFunction(this, new SystemFunctionProps
        {
            Spec = FunctionSpecs.OrderGenerator,
            Deployment = _parts.Deployment,
            Network = _parts.Network,
            Variables = FunctionVariables.Kafka(_parts.Kafka),
            Permissions = [.. _parts.Kafka.Connect(), .. _parts.Kafka.Write(Topics.Orders)],
        });
        // What could not be sent in its minute is not sent again in another.
        generator.Function.ConfigureAsyncInvoke(new EventInvokeConfigOptions { RetryAttempts = 0, MaxEventAge = Duration.Minutes(1) });
        _ = new Rule(
            this,
            "EveryMinute",
            new RuleProps
            {
                RuleName = generator.Name,
                Description = "A minute's normal orders, every minute",
                Schedule = Schedule.Rate(Duration.Minutes(1)),
                Enabled = _parts.Deployment.GenerateOrders,
                Targets =
                [
                    new LambdaFunction(
                        generator.Function,
                        new LambdaFunctionProps
                        {
                            Event = RuleTargetInput.FromObject(new Dictionary<string, object> { ["scenario"] = "normal" }),
                        }
                    ),
                ],
            }
        );
        return generator;
    }

    private SystemFunction CreateRouter()
    {
        var limits = _parts.Deployment.LimitsFile is { } file ? new LimitsLayer(this, file, _parts.Deployment) : null;
        var variables = new Dictionary<string, string>
        {
            [SettingNames.Delivery] = _parts.Kafka.Delivery,
            [SettingNames.UnpricedOrders] = UnpricedOrdersSetting.WordOf(_parts.Deployment.PassUnpriced),
        };
        if (limits is not null)
            variables[SettingNames.LimitsFile] = LimitsLayer.Path;
        return new SystemFunction(
            this,
            new SystemFunctionProps
            {
                Spec = FunctionSpecs.OrderRouter,
                Deployment = _parts.Deployment,
                Network = _parts.Network,
                Variables = FunctionVariables.Kafka(_parts.Kafka).And(variables),
                Layers = limits is null ? [] : [limits.Layer],
                Permissions =
                [
                    .. _parts.Kafka.Connect(),
                    .. _parts.Kafka.Read([Topics.Orders, Topics.State, Topics.Limits, Topics.Prices, .. s_outputs]),
                    .. _parts.Kafka.Write(s_outputs),
                    .. _parts.Kafka.Transactions(new RouterOptions(FunctionSpecs.OrderRouter.Name).TransactionalIdPrefix),
                ],
            }
        );
    }
}
