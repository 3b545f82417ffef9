using Amazon.CDK;
using KillSwitch.Cdk.Policies;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Stacks;
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
        Streaming = new StreamingStack(app, deployment, Network);
        Workflow = new WorkflowStack(app, deployment, Network, Streaming);
        Tags.Of(app).Add(Tag, deployment.Student);
        PermissionsBoundary.Of(app).Apply(Network.Boundary.Everyone);
        Aspects.Of(app).Add(new CurrentRuntimes());
    }

    public NetworkStack Network { get; }

    public StreamingStack Streaming { get; }

    public WorkflowStack Workflow { get; }
}
