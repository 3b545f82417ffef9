using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Streaming;

/// <summary>What either kind of cluster is made of.</summary>
internal sealed record ClusterProps
{
    /// <summary>With the student's suffix; it stands in the ARNs of topics.</summary>
    public required string Name { get; init; }

    public required Deployment Deployment { get; init; }

    public required NetworkStack Network { get; init; }
}
