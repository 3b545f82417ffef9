using KillSwitch.Cdk.Detection;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Tests.Detection;

/// <summary>The script that starts the job and the stack it runs in must mean the same.</summary>
public sealed class SparkScriptTests
{
    private static readonly string s_script = File.ReadAllText(Repository.Path("spark", "run-emr-serverless.sh"));

    [Theory]
    [InlineData(DetectionBucket.Jars)]
    [InlineData(DetectionBucket.Driver)]
    [InlineData(DetectionBucket.Checkpoints)]
    [InlineData(DetectionBucket.Output)]
    [InlineData(DetectionBucket.Logs)]
    public void Folders_ThatTheRoleMayUse_AreThoseOfTheScript(string folder) =>
        Assert.Contains($"s3://$bucket/{folder}", s_script, StringComparison.Ordinal);

    [Fact]
    public void Architecture_OfTheApplication_IsTheScriptsDefault() =>
        Assert.Contains($" architecture={SparkApplication.Architecture.ToLowerInvariant()} ", s_script, StringComparison.Ordinal);

    [Fact]
    public void Release_OfTheApplication_IsOneThatTheScriptNames() =>
        Assert.Matches(
            $@"EMR .*\b{SparkApplication.Release["emr-".Length..^".0".Length].Replace(".", "\\.", StringComparison.Ordinal)}\b",
            s_script
        );
}
