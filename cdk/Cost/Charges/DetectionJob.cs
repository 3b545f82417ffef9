using KillSwitch.Cdk.Cost.Prices;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>
/// EMR Serverless: nothing for the application, and for the streaming job, which runs all the time, what its workers have.
/// </summary>
internal sealed class DetectionJob(SparkWorkers workers) : ICharge
{
    public IReadOnlyList<string> Types => ["AWS::EMRServerless::Application"];

    public IEnumerable<CostLine> Of(Template template, PriceList prices, Use use)
    {
        var applications = template.All(Types[0]).ToList();
        if (applications.Count == 0)
            yield break;
        if (applications.Any(a => a.TryGetProperty("InitialCapacity", out _)))
            throw new NotSupportedException(
                "The application keeps workers ready (InitialCapacity), which the estimate does not know how to count. Teach it to DetectionJob."
            );
        yield return new CostLine(template.Stack, "processors of the Spark job", workers.Processors, prices["emr-vcpu"]);
        yield return new CostLine(template.Stack, "memory of the Spark job, GB", workers.Gigabytes, prices["emr-gb"]);
        yield return new CostLine(template.Stack, "files of checkpoints", use.CheckpointFilesPerHour, prices["s3-put"]);
    }
}
