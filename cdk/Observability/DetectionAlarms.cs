using Amazon.CDK.AWS.CloudWatch;
using KillSwitch.Cdk.Detection;

namespace KillSwitch.Cdk.Observability;

/// <summary>A detection that does not run kills nothing, and nobody would notice by the orders.</summary>
internal static class DetectionAlarms
{
    public static IEnumerable<AlarmSpec> Of(SparkApplication application) =>
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
        ];

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
