using KillSwitch.Cdk.Cost;

namespace KillSwitch.Cdk.Tests.Cost;

/// <summary>What <c>./run destroy</c> says of what is left.</summary>
public sealed class LeftoverCostTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public void Run_ClusterAndEndpoints_AddsThemUp()
    {
        // $0.75 for the cluster, and a cent for each endpoint and zone.
        Assert.Equal(0, Run("msk-serverless-cluster=1", "interface-endpoint=8"));

        Assert.Equal("about $0.83 an hour", _output.ToString().Trim());
    }

    [Fact]
    public void Run_MonthlyPrices_AreByTheHour()
    {
        Assert.Equal(0, Run("key=1", "secret=2"));

        // $1.80 a month of 730 hours.
        Assert.Equal("about $0.0025 an hour", _output.ToString().Trim());
    }

    [Fact]
    public void Run_SparkJob_IsWhatItsWorkersHave()
    {
        Assert.Equal(0, Run("spark-job=1"));

        // Four vCPU at $0.052624, and two times 5 GB at $0.0057785.
        Assert.Equal("about $0.27 an hour", _output.ToString().Trim());
    }

    [Theory]
    [InlineData("msk-broker/kafka.m99.large=2")]
    [InlineData("key")]
    [InlineData("key=some")]
    public void Run_WhatHasNoPrice_IsNoEstimate(string charge)
    {
        Assert.Equal(2, Run("key=1", charge));

        Assert.Empty(_output.ToString());
        Assert.StartsWith("✗", _errors.ToString(), StringComparison.Ordinal);
    }

    private int Run(params string[] charges) => LeftoverCost.Run(charges, _output, _errors);
}
