using System.Text.Json;

namespace KillSwitch.Cdk.Tests.Commands;

/// <summary><c>./run synth</c>: templates for everybody who has the sources.</summary>
public sealed class SynthTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Synth_NoAccountNoCli_WritesTemplatesAndCountsResources()
    {
        var outcome = await _workspace.RunAsync("synth");

        outcome
            .EndedWith(0)
            .AndSaid("killswitch-network-alice", "2 resources", "cdk/cdk.out/Network.template.json", "6 stacks", "7 resources");
        Assert.DoesNotContain(_workspace.Calls, c =>
            c.StartsWith("aws ", StringComparison.Ordinal) || c.StartsWith("npx ", StringComparison.Ordinal)
        );
        Assert.True(File.Exists(Path.Combine(_workspace.Folder, "cdk/cdk.out/manifest.json")));
    }

    [Fact]
    public async Task Synth_Stacks_InTheOrderOfTheirDeployment()
    {
        var outcome = await _workspace.RunAsync("synth");

        Assert.True(
            outcome.Output.IndexOf("killswitch-network", StringComparison.Ordinal)
                < outcome.Output.IndexOf("killswitch-workflow", StringComparison.Ordinal),
            outcome.Output
        );
    }

    [Fact]
    public async Task Synth_Options_ReachTheAppOverFiles()
    {
        _workspace.Write("cdk/cdk.context.json", """{ "zones": ["a", "b"], "quorum": "9" }""");
        _workspace.Write("cdk/deployments/alice.json", """{ "people": "from alice's file", "kafka": "provisioned" }""");

        (
            await _workspace.RunAsync(
                "synth",
                "--student",
                "alice",
                "--kafka",
                "serverless",
                "--low-cost",
                "--region",
                "us-west-2",
                "-c",
                "partitions=6"
            )
        ).EndedWith(0);

        using var context = JsonDocument.Parse(Assert.Single(_workspace.Contexts));
        string Value(string name) => context.RootElement.GetProperty(name).GetString()!;
        Assert.Equal(
            ["alice", "serverless", "true", "us-west-2", "6"],
            [Value("student"), Value("kafka"), Value("low_cost"), Value("region"), Value("partitions")]
        );
        Assert.Equal(["from alice's file", "1"], [Value("people"), Value("quorum")]);
        Assert.Equal(2, context.RootElement.GetProperty("zones").GetArrayLength());
    }

    [Theory]
    [InlineData("synth", "--yes")]
    [InlineData("synth", "--hours")]
    [InlineData("deploy", "--hours")]
    [InlineData("destroy", "--low-cost")]
    [InlineData("cost", "alice")]
    public async Task Option_NotOfTheCommand_NamesThoseThatAre(string command, string option) =>
        (await _workspace.RunAsync(command, option)).EndedWith(2).AndSaid($"no option \"{option}\"", "--student");

    [Fact]
    public async Task Option_WithoutItsValue_IsNamed() =>
        (await _workspace.RunAsync("synth", "--student")).EndedWith(1).AndSaid("--student needs a value");

    [Fact]
    public async Task Setting_WithoutEqualsSign_SaysHowToWriteIt() =>
        (await _workspace.RunAsync("synth", "-c", "partitions")).EndedWith(1).AndSaid("-c NAME=VALUE");
}
