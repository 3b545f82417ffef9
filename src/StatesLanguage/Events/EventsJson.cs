using System.Text.Json.Serialization;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>JSON of events, for journals. What is written is read back equal, texts of inputs and outputs included.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = Json.MaxDepth,
    UseStringEnumConverter = true,
    Converters = [typeof(RawJsonConverter)])]
[JsonSerializable(typeof(ExecutionEvent))]
[JsonSerializable(typeof(IReadOnlyList<ExecutionEvent>))]
public sealed partial class EventsJson : JsonSerializerContext;
