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
        Assert.Equal(Options("sources", "subscribe"), DetectionRole.Read.Order());

    [Fact]
    public void Written_Topics_AreThoseThatThePipelineWrites() =>
        Assert.Equal(
            s_pipeline["queries"]!
                .AsArray()
                .SelectMany(q => q!["writes"]!.AsArray())
                .Select(w => (string?)w!["options"]!["topic"])
                .OfType<string>()
                .Order(),
            DetectionRole.Written.Order()
        );

    [Fact]
    public void Written_Topics_DoNotHoldTheState() => Assert.DoesNotContain(Topics.State, DetectionRole.Written);

    private static IEnumerable<string> Options(string member, string option) =>
        s_pipeline[member]!.AsArray().Select(s => (string?)s!["options"]![option]).OfType<string>().Order();
}
