using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Local.Acts;

/// <summary>A record of a topic in a line.</summary>
internal static class RecordLine
{
    private static readonly JsonSerializerOptions s_asItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For people: <c>PARTITION:OFFSET  TIME  KEY  VALUE  [HEADER=VALUE …]</c>.</summary>
    public static string Of(TopicRecord record)
    {
        var headers = record.Headers.Select(h => $"{VisibleText.Of(h.Key)}={Shown(h.Value)}");
        var place = string.Create(CultureInfo.InvariantCulture, $"{record.Partition}:{record.Offset}");
        var value = record.Value is null ? "(deleted)" : Shown(record.Value);
        var line = $"{place,-7}  {Standing.Clock(record.TimestampInMs)}  {Shown(record.Key)}  {value}";
        return record.Headers.Count == 0 ? line : $"{line}  [{string.Join(' ', headers)}]";
    }

    /// <summary>For programs. A value that is JSON stands as JSON; what is not text, in Base64 under another name.</summary>
    public static string Json(TopicRecord record)
    {
        var json = new JsonObject
        {
            ["partition"] = record.Partition,
            ["offset"] = record.Offset,
            ["ts"] = record.TimestampInMs,
            ["key"] = record.Key is null ? null : Encoding.UTF8.GetString(record.Key),
            ["headers"] = new JsonObject(
                record
                    .Headers.GroupBy(h => h.Key, StringComparer.Ordinal)
                    .Select(h => KeyValuePair.Create(h.Key, (JsonNode?)(h.Last().Value is { } v ? Encoding.UTF8.GetString(v) : null)))
            ),
        };
        switch (record.Value)
        {
            case { } value when Parsed(value) is { } parsed:
                json["value"] = parsed;
                break;
            case { } value when Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(value)).AsSpan().SequenceEqual(value):
                json["value"] = Encoding.UTF8.GetString(value);
                break;
            case { } value:
                json["value_base64"] = Convert.ToBase64String(value);
                break;
            default:
                json["value"] = null;
                break;
        }
        return VisibleText.InJson(json.ToJsonString(s_asItIs));
    }

    private static string Shown(byte[]? bytes) => bytes is null ? "-" : VisibleText.Of(Encoding.UTF8.GetString(bytes));

    private static JsonNode? Parsed(byte[] value)
    {
        try
        {
            return JsonNode.Parse(value);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
