using Amazon.CDK;
using Constructs;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Shared;

/// <summary>Names of buckets, which all accounts of the world share.</summary>
internal static class BucketNames
{
    /// <summary><c>killswitch-audit-alice-111122223333-eu-central-1</c></summary>
    public static string Of(Construct scope, Deployment deployment, string name) =>
        $"{deployment.Named($"killswitch-{name}")}-{Stack.Of(scope).Account}-{deployment.Region}";
}
