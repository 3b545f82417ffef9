using System.Text.Json.Serialization;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>JSON of events, for journals. What is written is read back equal, texts of inputs and outputs included.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = Json.MaxDepth + MaxDepthAround,
    UseStringEnumConverter = true,
    Converters = [typeof(RawJsonConverter)])]
[JsonSerializable(typeof(ExecutionEvent))]
[JsonSerializable(typeof(IReadOnlyList<ExecutionEvent>))]
public sealed partial class EventsJson : JsonSerializerContext
{
    /// <summary>
    /// How deep the values of events stand in what is written around them: a value of the greatest depth must be read back.
    /// </summary>
    public const int MaxDepthAround = 24;
}
