using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Benchmarks.Report;

/// <summary>A report as JSON, for programs.</summary>
/// <remarks>A value that could not be measured is "NaN", so that it does not cost the report of all others.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals
)]
[JsonSerializable(typeof(BenchmarkReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    public static string Write(BenchmarkReport report) => JsonSerializer.Serialize(report, Default.BenchmarkReport);
}
