using KillSwitch.Cdk.Cost;
using KillSwitch.Cdk.Cost.Charges;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Tests.Cost;

/// <summary>What the job's settings make of workers.</summary>
public sealed class SparkWorkersTests
{
    [Fact]
    public void Parse_DriverAndExecutors_CountEachWithItsOverhead()
    {
        var workers = SparkWorkers.Parse("""
            # why
            spark.driver.cores=1
            spark.driver.memory=2g
            spark.executor.cores=2
            spark.executor.memory=10g
            spark.executor.instances=3
            """);

        // 2 GB and 0.375 of overhead are 3 whole ones; 10 and a tenth are 11.
        Assert.Equal(new SparkWorkers(Processors: 7, Gigabytes: 36), workers);
    }

    /// <summary>Memory that a worker of so many processors can have: EMR Serverless refuses any other.</summary>
    [Theory]
    [InlineData("driver")]
    [InlineData("executor")]
    public void Settings_OfTheJob_AreASizeThatThereIs(string worker)
    {
        var settings = File.ReadAllLines(Repository.Path("spark", "emr-serverless.conf"))
            .Where(l => l.StartsWith($"spark.{worker}.", StringComparison.Ordinal))
            .Select(l => l.Split('='))
            .ToDictionary(p => p[0].Split('.')[^1], p => p[1]);

        var (least, most) = settings["cores"] switch
        {
            "1" => (2, 8),
            "2" => (4, 16),
            "4" => (8, 30),
            var other => throw new ArgumentOutOfRangeException(nameof(worker), other, null),
        };
        var memory = int.Parse(settings["memory"].TrimEnd('g'), System.Globalization.CultureInfo.InvariantCulture);

        // With a tenth on top, no less than 384 MB: a whole number of GB within the range.
        Assert.InRange(memory + 1, least, most);
    }
}
