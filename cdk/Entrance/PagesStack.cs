using Amazon.CDK;
using Constructs;
using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Entrance;

/// <summary>
/// The address that people see, before there is anything behind it: the API without its methods, and the distribution in front of it.
/// A stack of its own, before Kafka's: CloudFront makes nothing for an account that AWS has not verified, which takes new ones days, and
/// that is to fail while next to nothing has been spent.
/// </summary>
internal sealed class PagesStack : Stack
{
    public PagesStack(Construct scope, Deployment deployment, NetworkStack network)
        : base(scope, "Pages", deployment.StackProps("pages", "The address of approval page and operators API"))
    {
        Api = new RestApi(this, deployment);
        Pages = new PageDistribution(this, deployment, network, Api);
        _ = new CfnOutput(
            this,
            "PageAddress",
            new CfnOutputProps { Value = Pages.Address, Description = "Approval page and operators API" }
        );
    }

    public RestApi Api { get; }

    public PageDistribution Pages { get; }
}
