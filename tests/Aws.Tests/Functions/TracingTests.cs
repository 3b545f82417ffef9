using System.Text.RegularExpressions;
using KillSwitch.Tests;

namespace KillSwitch.Aws.Tests.Functions;

/// <summary>What traces of functions rest on. They are read as text, as their packages are not everywhere.</summary>
public sealed partial class TracingTests
{
    private static readonly string s_folder = SourceTree.File("src", "Functions");

    private static readonly Dictionary<string, string> s_sources = Directory
        .EnumerateFiles(s_folder, "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .ToDictionary(f => Path.GetRelativePath(s_folder, f).Replace('\\', '/'), File.ReadAllText);

    /// <summary>By folder: what runs the steps that stand in it.</summary>
    private static readonly Dictionary<string, string> s_runners = new()
    {
        ["Steps"] = "Steps/StepRunner.cs",
        ["Limits"] = "Limits/LimitStepRunner.cs",
    };

    /// <summary>Its support ends on 2027-02-25: docs/decisions/traces-on-lambda.md.</summary>
    [Fact]
    public void Recorder_OfXRay_IsKnownToTheBridgeAlone() =>
        Assert.Equal(
            ["Telemetry/XRayBridge.cs"],
            s_sources.Where(s => s.Value.Contains("Amazon.XRay", StringComparison.Ordinal)).Select(s => s.Key)
        );

    [Fact]
    public void Handler_ThatIsTracedAndAsynchronous_ReturnsWhatHasEnded()
    {
        var handlers = s_sources
            .Select(s => (File: s.Key, Handler: TracedHandler().Match(s.Value)))
            .Where(s => s.Handler.Success)
            .ToList();

        Assert.Equal(29, handlers.Count);
        Assert.All(handlers, h =>
            Assert.True(
                h.Handler.Groups[1].Value == (s_runners.ContainsKey(h.File.Split('/')[0]) ? "runner.RunAsync(" : "Ended.Of("),
                $"{h.File}: what fails there would reach Lambda under another name (Hosting/Ended.cs)"
            )
        );
        Assert.All(s_runners.Values, file => Assert.Matches(@"=>\s+Ended\.Of\(", s_sources[file]));
    }

    [GeneratedRegex(@"\[Tracing[^\]]*\]\s+public Task(?:<[\w<>]+>)? \w+\([^)]*\)\s*=>\s*([\w.]+\()")]
    private static partial Regex TracedHandler();
}
