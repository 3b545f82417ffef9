using Amazon.CDK.AWS.CloudWatch;
using KillSwitch.Cdk.Detection;
using KillSwitch.Cdk.Shared;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Observability;

/// <summary>A detection that does not run kills nothing, and nobody would notice by the orders.</summary>
internal static class DetectionAlarms
{
    /// <summary>Seconds: a breach is commanded as much later.</summary>
    private const double MostBehind = 10;

    public static IEnumerable<AlarmSpec> Of(SparkApplication application, KafkaAccess kafka) =>
        [
            new(
                "detection-failed",
                "The detection's job failed. It is started again from its checkpoints, five times an hour at most; its logs are in the detection's bucket.",
                Jobs(application, "FailedJobs", "Maximum"),
                1
            ),
            // A stopped application measures nothing.
            new(
                "detection-not-running",
                "No detection runs, so nothing is killed but by people. Start it: ./run deploy, or spark/run-emr-serverless.sh.",
                Jobs(application, "RunningJobs", "Maximum"),
                1
            )
            {
                Below = true,
                SilenceIsBad = true,
                Periods = 10,
            },
            // Until it has read for the first time there is no lag, so it does not watch yet.
            new(
                "detection-behind",
                $"The detection is {MostBehind:0} s or more behind the orders, or does not say how far it has read: breaches are commanded late, or not at all. Look at its job, and at how many orders come.",
                Lag(kafka, "EstimatedMaxTimeLag", "seconds"),
                MostBehind
            )
            {
                SilenceIsBad = true,
                Periods = 5,
            },
        ];

    /// <summary>How far it is behind the orders, as Amazon MSK sees it by the offsets that the job tells Kafka.</summary>
    public static Metric Lag(KafkaAccess kafka, string name, string label) =>
        Metrics.Of(
            "AWS/Kafka",
            name,
            new Dictionary<string, string>
            {
                ["Cluster Name"] = kafka.Name,
                ["Consumer Group"] = DetectionRole.Progress,
                ["Topic"] = Topics.Orders,
            },
            "Maximum",
            Metrics.Minute,
            label
        );

    public static Metric Jobs(SparkApplication application, string name, string statistic) =>
        Metrics.Of(
            "AWS/EMRServerless",
            name,
            new Dictionary<string, string> { ["ApplicationId"] = application.Id, ["ApplicationName"] = application.Name },
            statistic,
            Metrics.Minute,
            name
        );
}
