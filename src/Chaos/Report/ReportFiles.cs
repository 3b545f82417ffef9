using System.Text.Json;
using KillSwitch.Chaos.Running;

namespace KillSwitch.Chaos.Report;

/// <summary>The outcome for documents and programs.</summary>
internal static class ReportFiles
{
    /// <returns>Where they are, for people.</returns>
    public static async Task<string> WriteAsync(string folder, ChaosOutcome outcome, ChaosOptions options, string command)
    {
        Directory.CreateDirectory(folder);
        var (markdown, json) = (Path.Combine(folder, "chaos.md"), Path.Combine(folder, "chaos.json"));
        var report = ChaosReport.Of(outcome, options, command);
        await File.WriteAllTextAsync(markdown, MarkdownReport.Of(report));
        await File.WriteAllBytesAsync(json, JsonSerializer.SerializeToUtf8Bytes(report, ReportJson.Default.ChaosReport));
        return $"The report: {markdown} and {json}";
    }
}
