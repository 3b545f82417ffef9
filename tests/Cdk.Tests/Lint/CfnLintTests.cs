using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Lint;

[Collection(SynthesizedApps.Collection)]
public sealed class CfnLintTests(SynthesizedApps apps)
{
    [CfnLintFact]
    public async Task Templates_OfTheUsualInstallation_AreClean() => await CheckAsync(apps.Usual);

    [CfnLintFact]
    public async Task Templates_WithProvisionedKafka_AreClean() => await CheckAsync(apps.Provisioned);

    [CfnLintFact]
    public async Task Templates_WithLowCost_AreClean() => await CheckAsync(apps.LowCost);

    [CfnLintFact]
    public async Task Templates_WithProvisionedKafkaAndLowCost_AreClean() => await CheckAsync(apps.ProvisionedLowCost);

    private static async Task CheckAsync(Synthesized app)
    {
        var found = await CfnLint.CheckAsync(Directory.EnumerateFiles(app.Folder, "*.template.json"), app.Deployment.Region);

        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
