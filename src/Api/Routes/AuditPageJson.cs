using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using KillSwitch.Workflows.Auditing;

namespace KillSwitch.Api.Routes;

/// <summary>A page of the audit, written by hand, as the records are passed on byte for byte.</summary>
internal static class AuditPageJson
{
    public const string Schema = """
        {
          "type": "object",
          "required": ["complete", "incomplete_because", "unreadable", "entries"],
          "properties": {
            "complete": {
              "type": "boolean",
              "description": "Whether this page and those before it hold all that audit.v1 ever held of it in its 30 days. What is not known counts as missing."
            },
            "incomplete_because": {"type": "array", "items": {"type": "string"}, "description": "Why something may be missing."},
            "behind_records": {"type": "integer", "description": "Records of audit.v1 that the index has not read yet; absent where that is not known."},
            "behind_seconds": {"type": "integer", "description": "For how long the oldest of them has been there; absent where that is not known."},
            "unreadable": {"type": "integer", "description": "Records of audit.v1 that are no audit records."},
            "next_cursor": {"type": "string", "description": "Leads to what is older; absent where there is nothing."},
            "entries": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["partition", "offset", "record"],
                "properties": {
                  "partition": {"type": "integer"},
                  "offset": {"type": "integer"},
                  "record": {"type": "object", "description": "As it stands in the topic; docs/contracts.md describes it."}
                }
              }
            }
          }
        }
        """;

    public static ReadOnlyMemory<byte> Of(AuditPage page)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("complete", page.IncompleteBecause.Count == 0);
            writer.WriteStartArray("incomplete_because");
            foreach (var reason in page.IncompleteBecause)
                writer.WriteStringValue(reason);
            writer.WriteEndArray();
            if (page.BehindRecords is { } records)
                writer.WriteNumber("behind_records", records);
            if (page.BehindSeconds is { } seconds)
                writer.WriteNumber("behind_seconds", seconds);
            writer.WriteNumber("unreadable", page.Unreadable);
            if (page.NextCursor is { } cursor)
                writer.WriteString("next_cursor", cursor);
            writer.WriteStartArray("entries");
            foreach (var entry in page.Entries)
                Write(writer, entry);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, AuditEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("partition", entry.Place.Partition);
        writer.WriteNumber("offset", entry.Place.Offset);
        writer.WritePropertyName("record");
        writer.WriteRawValue(entry.Record.Span, skipInputValidation: true);
        writer.WriteEndObject();
    }
}
