using Amazon.CDK;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.WAFv2;
using Constructs;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Aws.Http;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Entrance;

/// <summary>
/// AWS WAF before the API's stage, where every request passes: those of the distribution, and those that would go around it, which
/// are refused. Before the distribution it would have to live in us-east-1, and the stage would stay open.
/// </summary>
internal sealed class Firewall : Construct
{
    /// <summary>Requests a minute from one address. A person who watches an incident makes about thirty.</summary>
    private const double RequestsPerMinute = 300;

    private static readonly object s_asItIs = new[] { new CfnWebACL.TextTransformationProperty { Priority = 0, Type = "NONE" } };

    /// <summary>Routes that take more than is looked at here; the function sees to their limit.</summary>
    private static readonly Route[] s_longer = [.. GatewayRoutes.All.Where(r => r.MaxBodyBytes > FlatBody.MaxBytes)];

    public Firewall(Construct scope, FirewallProps props)
        : base(scope, "Firewall")
    {
        Name = props.Deployment.Named("killswitch");
        WebAcl = new CfnWebACL(this, "WebAcl", new CfnWebACLProps
        {
            Name = Name,
            Description = "Requests to the operators API",
            Scope = "REGIONAL",
            DefaultAction = new CfnWebACL.DefaultActionProperty { Allow = new CfnWebACL.AllowActionProperty() },
            VisibilityConfig = Seen(Name),
            Rules = new[]
            {
                Block(0, "not-through-the-distribution", Not(HeaderIs(PageDistribution.ProofHeader, props.Proof))),
                Block(1, "body-too-large", All([LargerThan(FlatBody.MaxBytes), .. s_longer.Select(r => Not(PathEndsIn(r.Pattern)))])),
                Block(2, "too-often", TooOften()),
                // The second set has a limit of its own for bodies, half of what the API takes.
                Managed(3, "AWSManagedRulesKnownBadInputsRuleSet"),
                Managed(4, "AWSManagedRulesCommonRuleSet", countOnly: "SizeRestrictions_BODY"),
            },
        });
        // WAF writes to no group whose name begins otherwise.
        var logName = props.Deployment.Named("aws-waf-logs-killswitch");
        Log = SystemLogs.Create(this, logName, props.Deployment, props.Network.DataKey);
        var logging = new CfnLoggingConfiguration(
            this,
            "Logging",
            new CfnLoggingConfigurationProps
            {
                ResourceArn = WebAcl.AttrArn,
                // Without the :* that the group's own ARN ends in.
                LogDestinationConfigs =
                [
                    Stack
                        .Of(this)
                        .FormatArn(
                            new ArnComponents
                            {
                                Service = "logs",
                                Resource = "log-group",
                                ResourceName = logName,
                                ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
                            }
                        ),
                ],
                // Tokens, links, the sign-in's code, and the proof.
                RedactedFields = new[]
                {
                    new CfnLoggingConfiguration.FieldToMatchProperty
                    {
                        SingleHeader = new Dictionary<string, string> { ["Name"] = "authorization" },
                    },
                    new CfnLoggingConfiguration.FieldToMatchProperty
                    {
                        SingleHeader = new Dictionary<string, string> { ["Name"] = PageDistribution.ProofHeader },
                    },
                    new CfnLoggingConfiguration.FieldToMatchProperty { UriPath = new Dictionary<string, object>() },
                    new CfnLoggingConfiguration.FieldToMatchProperty { QueryString = new Dictionary<string, object>() },
                },
            }
        );
        logging.Node.AddDependency(Log);
        var association = new CfnWebACLAssociation(
            this,
            "Association",
            new CfnWebACLAssociationProps { ResourceArn = props.Api.StageArn, WebAclArn = WebAcl.AttrArn }
        );
        association.AddDependency(props.Stage.Resource);
    }

    public CfnWebACL WebAcl { get; }

    /// <summary>As its measures call it.</summary>
    public string Name { get; }

    public LogGroup Log { get; }

    private static CfnWebACL.RuleProperty Block(double priority, string name, CfnWebACL.StatementProperty statement) => new()
    {
        Name = name,
        Priority = priority,
        Statement = statement,
        Action = new CfnWebACL.RuleActionProperty { Block = new CfnWebACL.BlockActionProperty() },
        VisibilityConfig = Seen(name),
    };

    private static CfnWebACL.RuleProperty Managed(double priority, string set, string? countOnly = null) => new()
    {
        Name = set,
        Priority = priority,
        OverrideAction = new CfnWebACL.OverrideActionProperty { None = new Dictionary<string, object>() },
        Statement = new CfnWebACL.StatementProperty
        {
            ManagedRuleGroupStatement = new CfnWebACL.ManagedRuleGroupStatementProperty
            {
                VendorName = "AWS",
                Name = set,
                RuleActionOverrides = countOnly is null ? null : new[]
                {
                    new CfnWebACL.RuleActionOverrideProperty
                    {
                        Name = countOnly,
                        ActionToUse = new CfnWebACL.RuleActionProperty { Count = new CfnWebACL.CountActionProperty() },
                    },
                },
            },
        },
        VisibilityConfig = Seen(set),
    };

    private static CfnWebACL.StatementProperty Not(CfnWebACL.StatementProperty statement) =>
        new() { NotStatement = new CfnWebACL.NotStatementProperty { Statement = statement } };

    private static CfnWebACL.StatementProperty All(CfnWebACL.StatementProperty[] statements) =>
        new() { AndStatement = new CfnWebACL.AndStatementProperty { Statements = statements } };

    /// <summary>By its end: whether the stage stands before it is the gateway's affair.</summary>
    private static CfnWebACL.StatementProperty PathEndsIn(string path) => new()
    {
        ByteMatchStatement = new CfnWebACL.ByteMatchStatementProperty
        {
            FieldToMatch = new CfnWebACL.FieldToMatchProperty { UriPath = new Dictionary<string, object>() },
            PositionalConstraint = "ENDS_WITH",
            SearchString = path,
            TextTransformations = s_asItIs,
        },
    };

    private static CfnWebACL.StatementProperty HeaderIs(string header, string value) => new()
    {
        ByteMatchStatement = new CfnWebACL.ByteMatchStatementProperty
        {
            FieldToMatch = new CfnWebACL.FieldToMatchProperty { SingleHeader = new Dictionary<string, string> { ["Name"] = header } },
            PositionalConstraint = "EXACTLY",
            SearchString = value,
            TextTransformations = s_asItIs,
        },
    };

    private static CfnWebACL.StatementProperty LargerThan(double bytes) => new()
    {
        SizeConstraintStatement = new CfnWebACL.SizeConstraintStatementProperty
        {
            // What is too long to be looked at is too large.
            FieldToMatch = new CfnWebACL.FieldToMatchProperty { Body = new CfnWebACL.BodyProperty { OversizeHandling = "MATCH" } },
            ComparisonOperator = "GT",
            Size = bytes,
            TextTransformations = s_asItIs,
        },
    };

    private static CfnWebACL.StatementProperty TooOften() => new()
    {
        RateBasedStatement = new CfnWebACL.RateBasedStatementProperty
        {
            Limit = RequestsPerMinute,
            EvaluationWindowSec = 60,
            AggregateKeyType = "FORWARDED_IP",
            // Written by the distribution; X-Forwarded-For begins with whatever the viewer claims.
            ForwardedIpConfig = new CfnWebACL.ForwardedIPConfigurationProperty
            {
                HeaderName = PageDistribution.ViewerHeader,
                FallbackBehavior = "MATCH",
            },
        },
    };

    private static CfnWebACL.VisibilityConfigProperty Seen(string name) =>
        new() { CloudWatchMetricsEnabled = true, SampledRequestsEnabled = false, MetricName = name };
}
