using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Benchmarks.Soak;

/// <summary>A soak's report as JSON, every sample in it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(SoakResult))]
internal sealed partial class SoakJson : JsonSerializerContext
{
    public static string Write(SoakResult result) => JsonSerializer.Serialize(result, Default.SoakResult);
}
