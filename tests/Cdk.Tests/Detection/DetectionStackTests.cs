using KillSwitch.Cdk.Detection;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Tests.Detection;

[Collection(SynthesizedApps.Collection)]
public sealed class DetectionStackTests(SynthesizedApps apps)
{
    private Resource Application => apps.Usual.Only("AWS::EMRServerless::Application");

    private ReadRole Job => apps.Usual.Roles().Single(r => r.Resource.Stack == "detection");

    [Fact]
    public void Job_OnEveryTopic_MayDoWhatThePipelineDoesAndNoMore()
    {
        foreach (var topic in Topics.All.Select(t => t.Name))
        {
            Assert.Equal(DetectionRole.Read.Contains(topic), Job.MayOnTopic("kafka-cluster:ReadData", topic));
            Assert.Equal(DetectionRole.Written.Contains(topic), Job.MayOnTopic("kafka-cluster:WriteData", topic));
            Assert.False(Job.MayOnTopic("kafka-cluster:CreateTopic", topic));
        }
    }

    [Fact]
    public void Job_InItsBucket_CannotChangeWhatItRuns()
    {
        var written = Job.Statements.Where(s => s.Covers("s3:PutObject") || s.Covers("s3:DeleteObject")).SelectMany(s => s.Resources);
        Assert.Equal(
            [
                $"{DetectionBucket.Checkpoints}/*",
                $"{DetectionBucket.Checkpoints}_$folder$",
                $"{DetectionBucket.Logs}/*",
                $"{DetectionBucket.Output}/*",
                $"{DetectionBucket.Output}_$folder$",
            ],
            written
                .Select(resource => resource[(resource.IndexOf('/', StringComparison.Ordinal) + 1)..])
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
    }

    /// <summary>Whether there is an object of a folder's name is asked before anything is written into the folder.</summary>
    [Theory]
    [InlineData(DetectionBucket.Checkpoints)]
    [InlineData(DetectionBucket.Output)]
    public void Job_OnAFoldersOwnName_IsToldThatNothingIsThere(string folder) =>
        Assert.Contains(Job.Statements, s =>
            s.Allows && s.Covers("s3:GetObject") && s.Resources.Any(r => r.EndsWith($"/{folder}", StringComparison.Ordinal))
        );

    [Fact]
    public void Job_Role_IsForThisApplicationAlone()
    {
        var trust = Assert.Single(Statement.OfDocument(Job.Resource["AssumeRolePolicyDocument"]));
        Assert.Contains("aws:SourceAccount", trust.Condition!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(Application.Id, trust.Condition!["ArnLike"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Application_WithoutAJob_StopsAndHasALimit()
    {
        Assert.Equal("true", Application.Text("AutoStopConfiguration.Enabled"));
        Assert.InRange(
            int.Parse(Application.Text("AutoStopConfiguration.IdleTimeoutMinutes"), System.Globalization.CultureInfo.InvariantCulture),
            1,
            60
        );
        Assert.NotEmpty(Application.Text("MaximumCapacity.Cpu"));
        Assert.Null(Application["InitialCapacity"]);
    }

    [Fact]
    public void Application_InTheNetwork_IsAClientOfKafka()
    {
        Assert.Equal(2, Application["NetworkConfiguration.SubnetIds"]!.AsArray().Count);
        Assert.Contains(
            "KafkaClients",
            Assert.Single(Application["NetworkConfiguration.SecurityGroupIds"]!.AsArray())!.ToJsonString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Application_WithoutAWayOut_AsksNobodyOutside()
    {
        Assert.Contains(
            "\"spark.sql.catalogImplementation\":\"in-memory\"",
            Application["RuntimeConfiguration"]!.ToJsonString(),
            StringComparison.Ordinal
        );
        Assert.Equal("false", Application.Text("MonitoringConfiguration.ManagedPersistenceMonitoringConfiguration.Enabled"));
    }

    [Fact]
    public void Outputs_OfTheStack_AreWhatTheScriptAsksFor()
    {
        var outputs = apps.Usual.Templates["detection"]["Outputs"]!
            .AsObject()
            .Select(o => o.Value!["Description"]?.ToString() ?? "")
            .ToArray();
        var script = File.ReadAllText(Repository.Path("spark", "run-emr-serverless.sh"));
        foreach (var option in new[] { "--application", "--role", "--bucket" })
        {
            Assert.Contains(outputs, o => o.StartsWith($"{option} of", StringComparison.Ordinal));
            Assert.Contains($"{option})", script, StringComparison.Ordinal);
        }
    }
}
