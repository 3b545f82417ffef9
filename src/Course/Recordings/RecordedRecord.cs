using System.Text.Json;

namespace KillSwitch.Course.Recordings;

/// <summary>A record of a topic, as <c>./run tail --json</c> writes it.</summary>
/// <param name="Partition">Where it stood.</param>
/// <param name="Offset">There.</param>
/// <param name="Ts">The record's time, Unix ms.</param>
/// <param name="Headers">By name.</param>
/// <param name="Value">JSON; a text where it was none.</param>
internal sealed record RecordedRecord(int Partition, long Offset, long Ts, IReadOnlyDictionary<string, string?> Headers, JsonElement Value)
{
    /// <summary>The id of its trace, 32 hex digits; null where it carries none.</summary>
    public string? TraceId => Headers.GetValueOrDefault("traceparent")?.Split('-') is [_, { Length: 32 } id, _, _] ? id : null;

    /// <summary>A member of its value; null where there is none, or it is no text.</summary>
    public string? Text(string member) =>
        Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
