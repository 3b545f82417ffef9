using KillSwitch.Hosting;

namespace KillSwitch.Benchmarks.Report;

/// <summary>Where reports are kept.</summary>
internal static class ReportFiles
{
    public static string DefaultDirectory => ProjectFolder.File(".killswitch/bench");

    /// <summary>Found out before the run: afterwards it would be too late.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void Prepare(string directory) => Directory.CreateDirectory(directory);

    /// <summary>Writes <c>NAME.md</c> and <c>NAME.json</c>, in place of those of an earlier run.</summary>
    /// <returns>The Markdown.</returns>
    public static async Task<string> WriteAsync(string directory, string name, BenchmarkReport report)
    {
        var markdown = MarkdownReport.Write(report);
        await File.WriteAllTextAsync(Path.Combine(directory, name + ".md"), markdown);
        await File.WriteAllTextAsync(Path.Combine(directory, name + ".json"), ReportJson.Write(report));
        return markdown;
    }
}
