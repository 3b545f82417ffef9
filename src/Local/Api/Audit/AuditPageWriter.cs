using System.Buffers;
using System.Text.Json;

namespace KillSwitch.Local.Api.Audit;

/// <summary>Writes a page by hand, as the records are passed on byte for byte.</summary>
internal static class AuditPageWriter
{
    public static ReadOnlyMemory<byte> Json(AuditPage page)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("complete", page.Complete);
            writer.WriteNumber("decisions_held", page.DecisionsHeld);
            writer.WriteNumber("steps_held", page.StepsHeld);
            writer.WriteNumber("unreadable", page.Unreadable);
            writer.WriteStartArray("entries");
            foreach (var entry in page.Entries)
            {
                writer.WriteStartObject();
                writer.WriteNumber("partition", entry.Partition);
                writer.WriteNumber("offset", entry.Offset);
                writer.WritePropertyName("record");
                writer.WriteRawValue(entry.Record.Span, skipInputValidation: true);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}
