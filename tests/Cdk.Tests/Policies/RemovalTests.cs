using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Policies;

[Collection(SynthesizedApps.Collection)]
public sealed class RemovalTests(SynthesizedApps apps)
{
    [Fact]
    public void Resource_OfAnyKind_GoesWithItsStack() =>
        Assert.All(apps.All.SelectMany(a => a.Resources), r =>
            Assert.True(r.Body["DeletionPolicy"]?.ToString() is null or "Delete", $"{r} stays: {r.Body["DeletionPolicy"]}")
        );

    [Fact]
    public void Resource_ThatIsReplaced_LeavesNothingBehind() =>
        Assert.All(apps.All.SelectMany(a => a.Resources), r =>
            Assert.True(r.Body["UpdateReplacePolicy"]?.ToString() is null or "Delete", $"{r} stays: {r.Body["UpdateReplacePolicy"]}")
        );

    [Theory]
    [InlineData("AWS::DynamoDB::Table", "DeletionProtectionEnabled")]
    [InlineData("AWS::Cognito::UserPool", "DeletionProtection")]
    public void Resource_WithAProtection_DoesNotHaveItOn(string type, string property) =>
        Assert.All(apps.Usual.OfType(type), r => Assert.True(r.Text(property) is "" or "false" or "INACTIVE", $"{r} is protected"));

    [Fact]
    public void Logs_OfAnybody_EndSomeTime() =>
        Assert.All(apps.All, app =>
            Assert.All(app.OfType("AWS::Logs::LogGroup"), l =>
                Assert.Equal(
                    app.Deployment.LogRetentionDays.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    l.Text("RetentionInDays")
                )
            )
        );
}
