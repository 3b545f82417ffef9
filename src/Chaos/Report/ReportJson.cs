using System.Text.Json.Serialization;

namespace KillSwitch.Chaos.Report;

/// <summary>JSON of the report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ChaosReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
