using Amazon.CDK;
using KillSwitch.Cdk.Detection;
using KillSwitch.Cdk.Entrance;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Observability;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Streaming;
using KillSwitch.Cdk.Workflow;
using PermissionsBoundary = Amazon.CDK.AWS.IAM.PermissionsBoundary;

namespace KillSwitch.Cdk;

/// <summary>All stacks of one installation, and what holds for everything in them.</summary>
internal sealed class KillSwitchApp
{
    /// <summary>Says whose a thing is, on everything that can say it.</summary>
    public const string Tag = "killswitch:student";

    public KillSwitchApp(App app, Deployment deployment)
    {
        Network = new NetworkStack(app, deployment);
        Pages = new PagesStack(app, deployment, Network);
        Streaming = new StreamingStack(app, deployment, Network);
        Workflow = new WorkflowStack(app, deployment, Network, Streaming);
        Account = new AccountStack(app, deployment);
        Console = new ConsoleStack(app, deployment, Network, Pages, Streaming, Workflow);
        Detection = new DetectionStack(app, deployment, Network, Streaming);
        Observability = new ObservabilityStack(app, deployment, Network, Streaming, Workflow, Console, Detection);
        // Where CloudFront refuses, there is no cluster yet.
        Streaming.AddDependency(Pages, "CloudFront may refuse a new account");
        // Its stage cannot be told to write logs before the account can.
        Console.AddDependency(Account, "API Gateway's logs");
        Tags.Of(app).Add(Tag, deployment.Student);
        PermissionsBoundary.Of(app).Apply(Network.Boundary.Everyone);
        Tags.Of(Account).Remove(Tag);
        PermissionsBoundary.Of(Account).Clear();
        Aspects.Of(app).Add(new CurrentRuntimes());
    }

    public NetworkStack Network { get; }

    public PagesStack Pages { get; }

    public StreamingStack Streaming { get; }

    public WorkflowStack Workflow { get; }

    /// <summary>Shared by all installations of the account and region, so nothing in it may be this one's.</summary>
    public AccountStack Account { get; }

    public ConsoleStack Console { get; }

    public DetectionStack Detection { get; }

    public ObservabilityStack Observability { get; }
}
