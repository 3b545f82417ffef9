namespace KillSwitch.Benchmarks.Against;

/// <summary>Where comparisons are kept.</summary>
internal static class ComparisonFiles
{
    /// <summary>Writes <c>NAME.md</c> and <c>NAME.json</c>, in place of what was there.</summary>
    /// <param name="name">With its folder, without an ending.</param>
    /// <param name="report">So far or whole.</param>
    public static async Task WriteAsync(string name, ComparisonReport report)
    {
        await File.WriteAllTextAsync(name + ".md", ComparisonMarkdown.Write(report));
        await File.WriteAllTextAsync(name + ".json", ComparisonJson.Write(report));
    }
}
