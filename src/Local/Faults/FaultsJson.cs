using System.Text.Json.Serialization;

namespace KillSwitch.Local.Faults;

/// <summary>JSON of the file that says what is wrong.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FaultSwitches))]
public sealed partial class FaultsJson : JsonSerializerContext;
