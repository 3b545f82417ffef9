using System.Text.Json.Serialization;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StepFunctions.Journal;

/// <summary>JSON of journal records.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = Json.MaxDepth + EventsJson.MaxDepthAround,
    UseStringEnumConverter = true,
    Converters = [typeof(RawJsonConverter)])]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;
