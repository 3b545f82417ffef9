using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KillSwitch.StatesLanguage;

/// <summary>
/// JSON values as the engine holds them: immutable <see cref="JsonElement"/>s that own their text, so that a number keeps
/// its digits and an execution's input is echoed as it was sent. Thread-safe.
/// </summary>
public static class Json
{
    /// <summary>How deep a document may nest.</summary>
    public const int MaxDepth = 1000;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = MaxDepth };

    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // Too deep is found when the value is read, with a better message.
        MaxDepth = int.MaxValue,
        SkipValidation = true,
    };

    public static JsonElement Null { get; } = Parse("null");

    public static JsonElement True { get; } = Parse("true");

    public static JsonElement False { get; } = Parse("false");

    public static JsonElement EmptyObject { get; } = Parse("{}");

    public static JsonElement EmptyArray { get; } = Parse("[]");

    /// <exception cref="JsonException">Not JSON, deeper than <see cref="MaxDepth"/>, or a text in it escapes half a character,
    /// which no text can hold.</exception>
    public static JsonElement Parse(string text)
    {
        var value = JsonElement.Parse(text, Reading);
        if (text.Contains("\\u", StringComparison.Ordinal))
            CheckEscapes(text);
        return value;
    }

    public static bool TryParse(string text, out JsonElement value)
    {
        try
        {
            value = Parse(text);
            return true;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }

    /// <summary>The value's text: as it was received where it was received, otherwise without spaces.</summary>
    public static string Text(JsonElement value) => value.GetRawText();

    /// <summary>The same value without spaces around its parts; digits and order stay.</summary>
    public static JsonElement Compact(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => Build(value.WriteTo),
        _ => value,
    };

    public static JsonElement Bool(bool value) => value ? True : False;

    public static JsonElement String(string value) => Build(w => w.WriteStringValue(value));

    public static JsonElement Number(long value) => Build(w => w.WriteNumberValue(value));

    public static JsonElement Number(decimal value) => Build(w => w.WriteNumberValue(value));

    public static JsonElement Number(double value) => Build(w => w.WriteNumberValue(value));

    public static JsonElement Array(IEnumerable<JsonElement> items) => Build(w =>
    {
        w.WriteStartArray();
        foreach (var item in items)
            item.WriteTo(w);
        w.WriteEndArray();
    });

    public static JsonElement Object(IEnumerable<KeyValuePair<string, JsonElement>> members) => Build(w =>
    {
        w.WriteStartObject();
        foreach (var (name, value) in members)
        {
            w.WritePropertyName(name);
            value.WriteTo(w);
        }
        w.WriteEndObject();
    });

    public static JsonElement Object(params ReadOnlySpan<(string Name, JsonElement Value)> members)
    {
        var list = new List<KeyValuePair<string, JsonElement>>(members.Length);
        foreach (var (name, value) in members)
            list.Add(new(name, value));
        return Object(list);
    }

    /// <summary>The object with one member set: in its place if it was there, else at the end.</summary>
    public static JsonElement With(JsonElement target, string name, JsonElement value)
    {
        var members = new List<KeyValuePair<string, JsonElement>>();
        var found = false;
        foreach (var member in target.EnumerateObject())
        {
            var same = member.NameEquals(name);
            if (same && found)
                continue;
            members.Add(new(member.Name, same ? value : member.Value));
            found |= same;
        }
        if (!found)
            members.Add(new(name, value));
        return Object(members);
    }

    public static bool Equal(JsonElement left, JsonElement right) => JsonElement.DeepEquals(left, right);

    /// <summary>The member, or null where the value is no object or has none of that name.</summary>
    public static JsonElement? Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var found) ? found : null;

    /// <summary>The member's text, or null where it is absent or no string.</summary>
    public static string? Text(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    /// <summary>Bytes of the value's text in UTF-8, which is what the service's limits count.</summary>
    public static int Bytes(JsonElement value) => Encoding.UTF8.GetByteCount(value.GetRawText());

    private static void CheckEscapes(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (!reader.ValueIsEscaped)
                continue;
            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException half)
            {
                throw new JsonException($"A text at position {reader.TokenStartIndex} escapes half a character.", half);
            }
        }
    }

    /// <exception cref="EvaluationException">The value is deeper than <see cref="MaxDepth"/>.</exception>
    private static JsonElement Build(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
            write(writer);
        try
        {
            return JsonElement.Parse(buffer.WrittenSpan, Reading);
        }
        catch (JsonException)
        {
            throw EvaluationException.Runtime($"The value nests deeper than {MaxDepth} levels.");
        }
    }
}
