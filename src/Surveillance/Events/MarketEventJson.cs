using System.Text.Json.Serialization;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Surveillance.Events;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    Converters = [typeof(ExactDecimalConverter), typeof(StrictEnumConverter<MarketEventType>), typeof(StrictEnumConverter<Side>)]
)]
[JsonSerializable(typeof(MarketEvent))]
internal sealed partial class MarketEventJson : JsonSerializerContext;
