using KillSwitch.Tests;

namespace KillSwitch.Cdk.Tests.Support;

/// <summary>Each kind of installation, synthesized once and shared by all tests.</summary>
public sealed class SynthesizedApps : IDisposable
{
    public const string Collection = "Synthesized apps";

    internal Synthesized Usual { get; } = new(Deployments.Usual);

    internal Synthesized Provisioned { get; } = new(Deployments.Provisioned);

    internal Synthesized LowCost { get; } = new(Deployments.LowCost);

    internal Synthesized ProvisionedLowCost { get; } = new(Deployments.ProvisionedLowCost);

    internal IEnumerable<Synthesized> All => [Usual, Provisioned, LowCost, ProvisionedLowCost];

    public void Dispose()
    {
        foreach (var app in All)
            app.Dispose();
    }
}

/// <summary>CDK's libraries run in one process of Node and take one call at a time.</summary>
[CollectionDefinition(SynthesizedApps.Collection, DisableParallelization = true)]
public sealed class SynthesizedAppsCollection : ICollectionFixture<SynthesizedApps>;
