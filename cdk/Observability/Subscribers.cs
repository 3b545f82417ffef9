using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Observability;

/// <summary>
/// Counts who is to be mailed and is not: never confirmed, or gone again. A mail of SNS carries a link that ends the subscription without
/// signing in, scanners follow links, and nobody would notice an approver who is no longer asked. No function: a state machine asks SNS.
/// </summary>
internal sealed class Subscribers : Construct
{
    public const string Namespace = "KillSwitch/Mail";
    public const string Missing = "SubscribersMissing";
    public const string Installation = "Installation";

    private const string Name = "killswitch-subscribers";

    /// <param name="scope">Whose it is.</param>
    /// <param name="deployment">The installation.</param>
    /// <param name="key">Encrypts what it logs.</param>
    /// <param name="expected">The topics, each with the addresses that are to be subscribed to it.</param>
    public Subscribers(Construct scope, Deployment deployment, DataKey key, IReadOnlyList<SubscribedTopic> expected)
        : base(scope, "Subscribers")
    {
        var name = deployment.Named(Name);
        var role = new Role(
            this,
            "Role",
            new RoleProps
            {
                AssumedBy = new ServicePrincipal("states.amazonaws.com"),
                Description = $"What {name} may do: list subscriptions, and say how many are missing",
            }
        );
        role.AddToPolicy(Statements.Allow(["sns:ListSubscriptionsByTopic"], [.. expected.Select(t => t.Arn)]));
        role.AddToPolicy(
            Statements.AllowWhere(
                new Dictionary<string, string> { ["cloudwatch:namespace"] = Namespace },
                ["cloudwatch:PutMetricData"],
                "*"
            )
        );
        var machine = new StateMachine(this, "StateMachine", new StateMachineProps
        {
            StateMachineName = name,
            DefinitionBody = DefinitionBody.FromString(Stack.Of(this).ToJsonString(SubscribersDefinition.Of(deployment, expected))),
            Role = role,
            Logs = new LogOptions
            {
                Destination = SystemLogs.Create(this, $"/aws/vendedlogs/states/{name}", deployment, key),
                Level = LogLevel.ALL,
                IncludeExecutionData = true,
            },
            TracingEnabled = true,
            EncryptionConfiguration = new CustomerManagedEncryptionConfiguration(key.Key, Duration.Minutes(5)),
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        _ = new Rule(
            this,
            "EveryQuarterOfAnHour",
            new RuleProps
            {
                RuleName = name,
                Description = "Compares who is to be mailed with who is subscribed",
                Schedule = Schedule.Rate(Duration.Minutes(15)),
                Targets = [new SfnStateMachine(machine)],
            }
        );
    }

    public static AlarmSpec Alarm(Deployment deployment) =>
        new(
            "subscribers-missing",
            "Somebody who is to be mailed is not: a subscription was never confirmed, or a link in a mail has ended it. Who: docs/aws/runbook.md, mail does not arrive.",
            Metrics.Of(
                Namespace,
                Missing,
                new Dictionary<string, string> { [Installation] = deployment.Student },
                "Maximum",
                Duration.Hours(1)
            ),
            1
        )
        {
            // Nobody has counted.
            SilenceIsBad = true,
        };
}
