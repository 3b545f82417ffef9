using KillSwitch.Aws.Settings;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Cdk.Tests.Workflow;

[Collection(SynthesizedApps.Collection)]
public sealed class LimitsLayerTests(SynthesizedApps apps)
{
    [Fact]
    public void Router_WithLimits_HasTheFileWhereItLooksForIt()
    {
        var router = apps.Provisioned.Function(FunctionSpecs.OrderRouter.Name);
        var layers = apps.Provisioned.OfType("AWS::Lambda::LayerVersion");
        var layer = Assert.Single(layers, l => l.Text("LayerName") == "killswitch-limits-alice");

        Assert.Contains(layer.Id, router["Layers"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("/opt/limits.json", router.Text($"Environment.Variables.{SettingNames.LimitsFile}"));
        Assert.Equal("pass", router.Text($"Environment.Variables.{SettingNames.UnpricedOrders}"));
        var asset = Path.Combine(apps.Provisioned.Folder, $"asset.{layer.Text("Content.S3Key").Split('.')[0]}");
        Assert.Equal(
            LimitLine.Of(LimitsReader.Load(SourceTree.File("docs", "limits.json"))),
            LimitLine.Of(LimitsReader.Load(Path.Combine(asset, Path.GetFileName("/opt/limits.json"))))
        );
    }

    [Fact]
    public void Router_WithoutLimits_LooksForNoFile()
    {
        var router = apps.Usual.Function(FunctionSpecs.OrderRouter.Name);

        Assert.Null(router["Layers"]);
        Assert.Null(router[$"Environment.Variables.{SettingNames.LimitsFile}"]);
        Assert.Equal("refuse", router.Text($"Environment.Variables.{SettingNames.UnpricedOrders}"));
    }
}
