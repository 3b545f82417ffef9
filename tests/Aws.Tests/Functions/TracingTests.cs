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

        Assert.Equal(21, handlers.Count);
        Assert.All(handlers, h =>
            Assert.True(
                h.Handler.Groups[1].Value == (h.File.StartsWith("Steps/", StringComparison.Ordinal) ? "runner.RunAsync(" : "Ended.Of("),
                $"{h.File}: what fails there would reach Lambda under another name (Hosting/Ended.cs)"
            )
        );
        Assert.Contains("=> Ended.Of(", s_sources["Steps/StepRunner.cs"], StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\[Tracing[^\]]*\]\s+public Task(?:<[\w<>]+>)? \w+\([^)]*\)\s*=>\s*([\w.]+\()")]
    private static partial Regex TracedHandler();
}
