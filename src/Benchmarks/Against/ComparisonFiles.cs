namespace KillSwitch.Benchmarks.Against;

/// <summary>Where comparisons are kept.</summary>
internal static class ComparisonFiles
{
    /// <summary>Writes <c>NAME.md</c> and <c>NAME.json</c>, in place of what was there.</summary>
    public static async Task WriteAsync(string directory, string name, ComparisonReport report)
    {
        await File.WriteAllTextAsync(Path.Combine(directory, name + ".md"), ComparisonMarkdown.Write(report));
        await File.WriteAllTextAsync(Path.Combine(directory, name + ".json"), ComparisonJson.Write(report));
    }
}
