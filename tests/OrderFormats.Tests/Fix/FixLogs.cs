using System.Text;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.Tests;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.OrderFormats.Tests.Fix;

/// <summary>Logs of FIX engines, and a list of what is in them.</summary>
internal static class FixLogs
{
    /// <summary>The folder, by <c>FIX_LOGS</c> or beside the repository.</summary>
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("FIX_LOGS") is { Length: > 0 } named ? named : SourceTree.File("..", "shared", "formats", "fix");

    public static string? WhyNot { get; } =
        File.Exists(Path.Combine(Folder, "orders.csv")) ? null : "FIX_LOGS is not set: a folder with logs of FIX engines, and orders.csv";

    /// <summary>What a reader should find, by file.</summary>
    public static IEnumerable<IGrouping<string, IReadOnlyDictionary<string, string>>> Expected()
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, "orders.csv"));
        var names = lines[0].Split(',');
        return lines
            .Skip(1)
            .Select(line => (IReadOnlyDictionary<string, string>)names.Zip(line.Split(',')).ToDictionary(p => p.First, p => p.Second))
            .GroupBy(row => row["file"]);
    }

    public static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder, file));
}

/// <summary>A test of what FIX engines wrote; skipped, with the reason, where their logs are absent.</summary>
internal sealed class FixLogsFactAttribute : FactAttribute
{
    public FixLogsFactAttribute()
    {
        Skip = FixLogs.WhyNot;
    }
}
