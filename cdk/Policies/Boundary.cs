using Amazon.CDK.AWS.IAM;
using Constructs;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Policies;

/// <summary>The most that any role of an installation can ever do, whatever its own policies come to say.</summary>
internal sealed class Boundary : Construct
{
    public Boundary(Construct scope, Deployment deployment)
        : base(scope, "Boundary") => throw new NotImplementedException();

    /// <summary>Every role's, but those below: it denies writing killswitch.state.v1.</summary>
    public IManagedPolicy Everyone { get; }

    /// <summary>Of publish-killed, publish-active and recovery.</summary>
    public IManagedPolicy StateWriters { get; }
}
