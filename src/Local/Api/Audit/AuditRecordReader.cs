using System.Text.Json;

namespace KillSwitch.Local.Api.Audit;

/// <summary>Takes out of an audit record what it can be found by, without building objects: routers write thousands a second.</summary>
internal static class AuditRecordReader
{
    /// <param name="partition">Where it stands.</param>
    /// <param name="offset">Where it stands.</param>
    /// <param name="record">The value, UTF-8 JSON.</param>
    /// <param name="isStep">Whether it is a step or act of an incident; otherwise a router's decision.</param>
    /// <returns>Null if it is no audit record.</returns>
    public static AuditEntry? Read(int partition, long offset, ReadOnlyMemory<byte> record, out bool isStep)
    {
        isStep = false;
        string? order = null, account = null, incident = null;
        long ts = 0;
        var known = false;
        try
        {
            var reader = new Utf8JsonReader(record.Span);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("order_id"u8))
                    order = Text(ref reader);
                else if (reader.ValueTextEquals("account_id"u8))
                    account = Text(ref reader);
                else if (reader.ValueTextEquals("incident_id"u8))
                    incident = Text(ref reader);
                else if (reader.ValueTextEquals("ts"u8) && reader.Read() && reader.TokenType == JsonTokenType.Number)
                    ts = reader.GetInt64();
                else if (reader.ValueTextEquals("decision"u8))
                    known |= Text(ref reader) is not null;
                else if (reader.ValueTextEquals("step"u8))
                    known |= isStep = Text(ref reader) is not null;
                else
                    reader.Skip();
            }
            // To the end, so that what is shown is whole JSON.
            while (reader.Read())
            {
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
        return known ? new AuditEntry(partition, offset, ts, order, account, incident, record) : null;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        reader.Skip();
        return null;
    }
}
