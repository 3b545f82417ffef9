using KillSwitch.Cdk.Cost.Charges;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Network;

[Collection(SynthesizedApps.Collection)]
public sealed class DataKeyTests(SynthesizedApps apps)
{
    [Fact]
    public void Key_OfTheInstallation_IsRotated() =>
        apps
            .Usual.Template("network")
            .HasResourceProperties("AWS::KMS::Key", new Dictionary<string, object> { ["EnableKeyRotation"] = true });

    /// <summary>Step Functions wants it admitted so, without a condition, where a state machine with a key of the account logs.</summary>
    private const string LogDelivery = "delivery.logs.amazonaws.com";

    [Fact]
    public void Key_WithServicesOfItsOwnPolicy_AdmitsThemForThisAccountAlone()
    {
        var key = apps.Usual.OfType("AWS::KMS::Key").Single(k => k.Id.StartsWith("DataKey", StringComparison.Ordinal));
        var services = Statement
            .OfDocument(key["KeyPolicy"])
            .Where(s =>
                s.Principals!.Contains("\"Service\"", StringComparison.Ordinal)
                && !s.Principals.Contains(LogDelivery, StringComparison.Ordinal)
            )
            .ToList();

        Assert.NotEmpty(services);
        Assert.All(services, s => Assert.Contains("AWS::AccountId", s.Condition?.ToJsonString() ?? "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("logs.eu-central-1.amazonaws.com")]
    [InlineData(LogDelivery)]
    [InlineData("cloudwatch.amazonaws.com")]
    [InlineData("s3.amazonaws.com")]
    public void Key_ServiceThatEncryptsOnItsOwnBehalf_IsAdmitted(string service)
    {
        var key = apps.Usual.OfType("AWS::KMS::Key").Single(k => k.Id.StartsWith("DataKey", StringComparison.Ordinal));

        Assert.Contains(Statement.OfDocument(key["KeyPolicy"]), s =>
            s.Principals!.Contains($"\"{service}\"", StringComparison.Ordinal) && s.Covers("kms:Decrypt")
        );
    }
}
