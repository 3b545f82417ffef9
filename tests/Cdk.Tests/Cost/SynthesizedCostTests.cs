using KillSwitch.Cdk.Cost;
using KillSwitch.Cdk.Cost.Charges;
using KillSwitch.Cdk.Cost.Prices;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Tests.Cost;

/// <summary>The estimate of what is really deployed: nothing is forgotten, and what is large is there.</summary>
[Collection(SynthesizedApps.Collection)]
public sealed class SynthesizedCostTests(SynthesizedApps apps)
{
    [Fact]
    public void Estimate_OfEveryInstallation_KnowsEveryResourceType() =>
        Assert.All(apps.All, app => Assert.Empty(EstimateOf(app).Unknown));

    [Fact]
    public void Estimate_Serverless_CountsClusterPartitionsAndEndpointZones()
    {
        var estimate = EstimateOf(apps.Usual);

        Assert.Equal(1, Quantity(estimate, "MSK Serverless cluster"));
        Assert.Equal(Topics.All.Count * apps.Usual.Deployment.Partitions, Quantity(estimate, "partitions of all topics"));
        // Lambda, STS, Step Functions and Secrets Manager, each in two zones.
        Assert.Equal(8, Quantity(estimate, "interface endpoints, by zones"));
        Assert.Contains(estimate.Lines, l => l.What == "calls of the router");
        Assert.Contains(estimate.Lines, l => l.What == "writes of the audit's index");
        Assert.Contains(estimate.Lines, l => l.What == "state transitions");
    }

    [Fact]
    public void Estimate_Provisioned_CountsBrokersAndNoServerlessCluster()
    {
        var estimate = EstimateOf(apps.Provisioned);

        Assert.Equal(2, estimate.Lines.Single(l => l.What.StartsWith("brokers, ", StringComparison.Ordinal)).Quantity);
        Assert.DoesNotContain(estimate.Lines, l => l.What == "MSK Serverless cluster");
    }

    [Fact]
    public void Estimate_LowCost_IsBelowTheUsual() =>
        Assert.True(EstimateOf(apps.LowCost).PerHour < EstimateOf(apps.Usual).PerHour);

    private static Estimate EstimateOf(Synthesized app) =>
        Estimate.Of(Assembly.Read(app.Folder), Estimate.ChargesFor(SparkWorkers.Read()), PriceList.Read(), new Use());

    private static decimal Quantity(Estimate estimate, string what) => estimate.Lines.Where(l => l.What == what).Sum(l => l.Quantity);
}
