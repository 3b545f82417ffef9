using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Benchmarks.Report;

/// <summary>A report as JSON, for programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(BenchmarkReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    public static string Write(BenchmarkReport report) => JsonSerializer.Serialize(report, Default.BenchmarkReport);
}
