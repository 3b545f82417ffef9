using System.Globalization;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>The workers of the Spark job while little happens: the driver, and as many executors as it starts with.</summary>
/// <param name="Processors">vCPU of all of them.</param>
/// <param name="Gigabytes">Memory of all of them, with Spark's overhead, in whole GB a worker.</param>
internal sealed record SparkWorkers(decimal Processors, decimal Gigabytes)
{
    /// <summary>Spark adds a tenth, and no less than this, to the memory it is asked for.</summary>
    private const decimal LeastOverheadGigabytes = 0.375m;

    /// <summary>The settings that the job is started with: <c>spark/emr-serverless.conf</c>.</summary>
    public static SparkWorkers Read() => Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "emr-serverless.conf")));

    /// <param name="settings">A line each: name, equals sign, value. Lines that begin with # say why.</param>
    public static SparkWorkers Parse(string settings)
    {
        var values = settings.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var executors = Number(values["spark.executor.instances"]);
        return new SparkWorkers(
            Number(values["spark.driver.cores"]) + executors * Number(values["spark.executor.cores"]),
            Memory(values["spark.driver.memory"]) + executors * Memory(values["spark.executor.memory"]));
    }

    private static decimal Memory(string asked)
    {
        var gigabytes = Number(asked.TrimEnd('g'));
        return decimal.Ceiling(gigabytes + decimal.Max(gigabytes / 10, LeastOverheadGigabytes));
    }

    private static decimal Number(string value) => decimal.Parse(value, CultureInfo.InvariantCulture);
}
