using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Functions;

internal sealed record SystemFunctionProps
{
    public required FunctionSpec Spec { get; init; }

    public required Deployment Deployment { get; init; }

    /// <summary>Where it runs, which key encrypts what it leaves behind, and which boundary its role has.</summary>
    public required NetworkStack Network { get; init; }

    /// <summary>Environment variables, by the names in <see cref="Aws.Settings.SettingNames"/>; Powertools' own are added.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>What stands below <c>/opt</c> beside its code.</summary>
    public IReadOnlyList<ILayerVersion> Layers { get; init; } = [];

    /// <summary>All that it may do beyond logging, tracing and being in its network.</summary>
    public IReadOnlyList<PolicyStatement> Permissions { get; init; } = [];

    /// <summary>The most that run at once; null: as many as the account has left.</summary>
    public int? ReservedConcurrency { get; init; }

    /// <summary>Whether its role has the boundary within which killswitch.state.v1 can be written.</summary>
    public bool WritesState { get; init; }

    /// <summary>Whether its role has the boundary within which limits.v1 can be written.</summary>
    public bool WritesLimits { get; init; }
}
