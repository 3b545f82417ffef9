using Amazon.CDK.AWS.XRay;
using Constructs;
using KillSwitch.Cdk.Settings;
using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.Cdk.Observability;

/// <summary>
/// What people do is traced whole, from the request to the restoration. What Lambda starts by itself, such as the router's batches, is
/// sampled by Lambda, whose rate nobody can set.
/// </summary>
internal sealed class Traces : Construct
{
    public Traces(Construct scope, Deployment deployment)
        : base(scope, "Traces")
    {
        // The API's stage, and what is called like the state machine.
        Sample("killswitch-api", $"{deployment.Named("killswitch")}/*", deployment);
        Sample("killswitch-states", deployment.Named("killswitch-*"), deployment);
        _ = new CfnGroup(
            this,
            "Incidents",
            new CfnGroupProps
            {
                GroupName = deployment.Named("killswitch"),
                FilterExpression =
                    $"service(\"{deployment.Named(StepNames.PublishKilled)}\") OR service(\"{deployment.Named(StepNames.PublishActive)}\")",
                InsightsConfiguration = new CfnGroup.InsightsConfigurationProperty { InsightsEnabled = true, NotificationsEnabled = false },
            }
        );
    }

    private void Sample(string name, string service, Deployment deployment) => _ = new CfnSamplingRule(this, name, new CfnSamplingRuleProps
    {
        SamplingRule = new CfnSamplingRule.SamplingRuleProperty
        {
            RuleName = deployment.Named(name),
            Priority = 100,
            FixedRate = 1,
            ReservoirSize = 10,
            ServiceName = service,
            ServiceType = "*",
            Host = "*",
            HttpMethod = "*",
            UrlPath = "*",
            ResourceArn = "*",
            Version = 1,
        },
    });
}
