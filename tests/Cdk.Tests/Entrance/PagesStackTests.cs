using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Entrance;

/// <summary>An account that CloudFront does not serve yet fails before it costs anything.</summary>
[Collection(SynthesizedApps.Collection)]
public sealed class PagesStackTests(SynthesizedApps apps)
{
    [Fact]
    public void Kafka_OfEveryKind_IsMadeAfterTheDistribution() => Assert.All(apps.All, app =>
        {
            Assert.Equal("pages", app.Only("AWS::CloudFront::Distribution").Stack);
            Assert.Contains(app.App.Streaming.Dependencies, s => s.StackName == app.App.Pages.StackName);
            Assert.DoesNotContain(app.App.Pages.Dependencies, s => s.StackName != app.App.Network.StackName);
        });
}
