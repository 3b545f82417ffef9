using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Workflow;

[Collection(SynthesizedApps.Collection)]
public sealed class AuditArchiveTests(SynthesizedApps apps)
{
    [Fact]
    public void Archive_OfTheAudit_LocksWhatIsPutIntoIt()
    {
        var archive = Archive(apps.Usual);

        Assert.Equal("true", archive.Text("ObjectLockEnabled"));
        Assert.Equal("GOVERNANCE", archive.Text("ObjectLockConfiguration.Rule.DefaultRetention.Mode"));
        Assert.Equal("1", archive.Text("ObjectLockConfiguration.Rule.DefaultRetention.Days"));
        Assert.Equal("Enabled", archive.Text("VersioningConfiguration.Status"));
    }

    [Fact]
    public void Archive_WithARetention_LocksForSoLong()
    {
        using var app = new Synthesized(Deployments.Read((ContextNames.AuditRetentionDays, "30")));

        Assert.Equal("30", Archive(app).Text("ObjectLockConfiguration.Rule.DefaultRetention.Days"));
    }

    private static Resource Archive(Synthesized app) =>
        app.OfType("AWS::S3::Bucket").Single(b => b.Text("BucketName").StartsWith("killswitch-audit-", StringComparison.Ordinal));
}
