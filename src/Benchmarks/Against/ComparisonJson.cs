using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Benchmarks.Against;

/// <summary>A comparison as JSON, every turn's values in it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(ComparisonReport))]
internal sealed partial class ComparisonJson : JsonSerializerContext
{
    public static string Write(ComparisonReport report) => JsonSerializer.Serialize(report, Default.ComparisonReport);
}
