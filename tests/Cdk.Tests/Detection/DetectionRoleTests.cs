using System.Text.Json;
using System.Text.Json.Nodes;
using KillSwitch.Cdk.Detection;
using KillSwitch.Cdk.Shared;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Tests.Detection;

public sealed class DetectionRoleTests
{
    private static readonly JsonNode s_pipeline = JsonNode.Parse(
        File.ReadAllText(Repository.Path("spark", "detection", "pipeline.json")),
        documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }
    )!;

    [Fact]
    public void Read_Topics_AreThoseThatThePipelineReads() =>
        Assert.Equal(
            s_pipeline["sources"]!
                .AsArray()
                .Select(s => (string?)s!["options"]!["subscribe"])
                .OfType<string>()
                .Concat(Decided("reads"))
                .Order(),
            DetectionRole.Read.Order()
        );

    [Fact]
    public void Written_Topics_AreThoseThatThePipelineWrites() =>
        Assert.Equal(Decided("writes").Order(), DetectionRole.Written.Order());

    [Fact]
    public void ProgressGroups_Names_AreThoseOfThePipelinesQueries()
    {
        Assert.Equal(
            s_pipeline["queries"]!.AsArray().Select(q => $"killswitch-{q!["name"]}").Order(),
            DetectionRole.ProgressGroups.Order()
        );
        Assert.Contains(DetectionRole.Progress, DetectionRole.ProgressGroups);
    }

    [Fact]
    public void Written_Topics_DoNotHoldTheState() => Assert.DoesNotContain(Topics.State, DetectionRole.Written);

    private static IEnumerable<string> Decided(string topics) =>
        s_pipeline["queries"]!.AsArray().SelectMany(q => q!["decide"]![topics]!.AsArray()).Select(t => (string)t!);
}
