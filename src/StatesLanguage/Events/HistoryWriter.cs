using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>Writes events as GetExecutionHistory returns them.</summary>
public sealed class HistoryWriter
{
    private readonly Utf8JsonWriter _json;
    private readonly bool _data;

    private HistoryWriter(Utf8JsonWriter json, bool data) => (_json, _data) = (json, data);

    /// <summary>Writes one event as an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="historyEvent">An event with a <see cref="ExecutionEvent.HistoryType"/>.</param>
    /// <param name="includeData">Whether inputs, outputs and parameters are shown.</param>
    public static void Write(Utf8JsonWriter json, ExecutionEvent historyEvent, bool includeData)
    {
        json.WriteStartObject();
        json.WriteNumber("timestamp", Epoch(historyEvent.Head.At));
        json.WriteString("type", historyEvent.HistoryType);
        json.WriteNumber("id", historyEvent.Head.Id);
        json.WriteNumber("previousEventId", historyEvent.Head.Previous);
        historyEvent.WriteDetails(new HistoryWriter(json, includeData));
        json.WriteEndObject();
    }

    /// <summary>Seconds since 1970 with milliseconds, as the wire carries every time.</summary>
    public static decimal Epoch(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000m;

    internal void Details(string name, Action<HistoryWriter> write)
    {
        _json.WriteStartObject(name);
        write(this);
        _json.WriteEndObject();
    }

    internal void Iteration(string name, string state, int index) => Details(name, details =>
    {
        details.Number("index", index);
        details.Text("name", state);
    });

    internal void Text(string name, string? value)
    {
        if (value is not null)
            _json.WriteString(name, value);
    }

    internal void Number(string name, long? value)
    {
        if (value is not null)
            _json.WriteNumber(name, value.Value);
    }

    /// <summary>A value as text, with the note that none of it is missing.</summary>
    internal void Data(string name, JsonElement value)
    {
        Raw(name, value);
        if (_data)
            NotTruncated(name + "Details");
    }

    internal void Raw(string name, JsonElement value)
    {
        if (_data)
            _json.WriteString(name, Json.Text(value));
    }

    internal void Error(StatesError error)
    {
        Text("cause", error.Cause);
        Text("error", error.Error);
    }

    internal void Assigned(IReadOnlyDictionary<string, JsonElement>? variables)
    {
        if (variables is null || variables.Count == 0 || !_data)
            return;
        _json.WriteStartObject("assignedVariables");
        foreach (var (name, value) in variables)
            _json.WriteString(name, Json.Text(value));
        _json.WriteEndObject();
        NotTruncated("assignedVariablesDetails");
    }

    internal void Resource(TaskResource resource)
    {
        Text("resource", resource.Resource);
        Text("resourceType", resource.Service);
    }

    internal void ResourceOf(TaskResource resource)
    {
        if (resource.Kind == TaskKind.Integration)
            Resource(resource);
    }

    internal void Credentials(JsonElement? credentials)
    {
        if (credentials is null)
            return;
        _json.WriteStartObject("taskCredentials");
        Text("roleArn", Json.Text(credentials.Value, "RoleArn"));
        _json.WriteEndObject();
    }

    private void NotTruncated(string name)
    {
        _json.WriteStartObject(name);
        _json.WriteBoolean("truncated", false);
        _json.WriteEndObject();
    }
}
