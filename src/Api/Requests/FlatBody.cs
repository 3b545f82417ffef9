using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Refusals;
using Microsoft.Net.Http.Headers;

namespace KillSwitch.Api.Requests;

/// <summary>
/// Reads the bodies this API takes: one JSON object of known fields, text or a number, each at most once. Anything else is refused
/// with its name, so that a misspelt field is never a field left out.
/// </summary>
public static class FlatBody
{
    /// <summary>Bytes, where a route says nothing else. A reason may be 1,000 characters; nothing else is long.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <param name="most">Bytes that the route takes.</param>
    public static Refusal TooLarge(int most) =>
        new(RefusalCode.BodyTooLarge, $"The body is larger than {most} bytes. Send less; a reason may have 1,000 characters.");

    /// <summary>Why a body of a type is not even read; null for JSON's.</summary>
    internal static Refusal? CheckType(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            ? null
            : new Refusal(
                RefusalCode.MediaTypeNotSupported,
                $"The body's Content-Type is '{Shown(contentType ?? "")}'. Send JSON, with Content-Type: application/json."
            );

    internal static Outcome<Dictionary<string, string>> Parse(ReadOnlySpan<byte> body, params string[] texts) =>
        Parse(body, [.. texts.Select(name => new BodyField(name, ""))]);

    internal static Outcome<Dictionary<string, string>> Parse(ReadOnlySpan<byte> body, IReadOnlyList<BodyField> fields)
    {
        try
        {
            return ParseObject(new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 2 }), fields);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return NotJson("it cannot be read as JSON", fields);
        }
    }

    private static Outcome<Dictionary<string, string>> ParseObject(Utf8JsonReader reader, IReadOnlyList<BodyField> fields)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return NotJson("it is not a JSON object", fields);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (fields.FirstOrDefault(f => f.Name == name) is not { } field)
                return new Refusal(
                    RefusalCode.FieldInvalid,
                    $"'{Shown(name)}' is no field here. The fields are {string.Join(", ", fields.Select(f => f.Name))}."
                );
            if (!seen.Add(name))
                return new Refusal(RefusalCode.FieldInvalid, $"'{name}' stands there twice. Send it once.");
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
                values.Add(name, reader.GetString()!);
            else if (reader.TokenType == JsonTokenType.Number && field.TakesNumbers)
                values.Add(name, Encoding.UTF8.GetString(reader.ValueSpan));
            else if (reader.TokenType != JsonTokenType.Null)
                return new Refusal(
                    RefusalCode.FieldInvalid,
                    $"'{name}' must be {(field.TakesNumbers ? "a number, or " : "")}text in quotes."
                );
            else if (field.NullMeans is { } meant)
                values.Add(name, meant);
        }
        // Past the object: anything that follows is an error of its own.
        reader.Read();
        return values;
    }

    private static Refusal NotJson(string what, IReadOnlyList<BodyField> fields) => new(
        RefusalCode.BodyNotJson,
        $"The body is not what is expected here: {what}. Send {{{string.Join(", ", fields.Select(f => $"\"{f.Name}\": \"…\""))}}}.");

    /// <summary>Input as it may be echoed: short and without control characters.</summary>
    internal static string Shown(string text) =>
        string.Concat((text.Length > 40 ? text[..40] + "…" : text).Select(c => char.IsControl(c) ? '?' : c));
}
