using System.Text.Json;
using System.Text.Unicode;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Auditing;

/// <summary>Takes out of an audit record what it can be found by, without making all of it: routers write thousands a second.</summary>
public static class AuditRecordReader
{
    /// <summary>The largest record that is read. Ours stay far below; somebody else's could be larger than a store takes.</summary>
    public const int MaxRecordBytes = 32 * 1024;

    /// <summary>The longest text that it is found by. Ours stay far below.</summary>
    public const int MaxTextLength = 512;

    /// <returns>Null if it is no audit record.</returns>
    public static AuditEntry? Read(AuditRecord record)
    {
        if (record.Value.Length is 0 or > MaxRecordBytes || !Utf8.IsValid(record.Value.Span))
            return null;
        try
        {
            return Read(record, new Utf8JsonReader(record.Value.Span));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static AuditEntry? Read(AuditRecord record, Utf8JsonReader reader)
    {
        var entry = new AuditEntry { Place = default, RecordedInMs = record.TimestampInMs, Record = record.Value };
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        long? ts = null;
        string? incident = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("order_id"u8))
                entry = entry with { OrderId = Once(entry.OrderId, ref reader) };
            else if (reader.ValueTextEquals("account_id"u8))
                entry = entry with { AccountId = Once(entry.AccountId, ref reader) };
            else if (reader.ValueTextEquals("incident_id"u8) || reader.ValueTextEquals("change_id"u8))
                incident = Once(incident, ref reader);
            else if (reader.ValueTextEquals("incident_ids"u8))
                entry = entry with { IncidentIds = Texts(ref reader) };
            else if (reader.ValueTextEquals("scope_matches"u8))
                entry = entry with { Scopes = [.. Texts(ref reader).Select(ScopeOf).OfType<Scope>()] };
            else if (reader.ValueTextEquals("scope"u8))
                entry = entry with { Scopes = Text(ref reader) is { } text && ScopeOf(text) is { } scope ? [scope] : [] };
            else if (reader.ValueTextEquals("decision"u8))
                entry = entry with { Decision = DecisionOf(Once(entry.Decision?.ToString(), ref reader)) };
            else if (reader.ValueTextEquals("step"u8))
                entry = entry with { Step = Once(entry.Step, ref reader) };
            else if (reader.ValueTextEquals("actor"u8))
                entry = entry with { Actor = Once(entry.Actor, ref reader) };
            else if (reader.ValueTextEquals("corr_id"u8))
                entry = entry with { CorrId = Once(entry.CorrId, ref reader) };
            else if (reader.ValueTextEquals("notional"u8))
                entry = entry with { Notional = reader.Read() && reader.TryGetDecimal(out var dollars) ? dollars : null };
            else if (reader.ValueTextEquals("ts"u8))
                ts = reader.Read() ? reader.GetInt64() : null;
            else
                reader.Skip();
        }
        // To the end, so that what is shown is whole JSON.
        while (reader.Read())
        {
        }
        var isKnown = entry.Decision is null ^ entry.Step is null;
        return isKnown && ts is >= 0 and <= AuditPlace.MaxTsInMs
            ? entry with { Place = new(ts.Value, record.Partition, record.Offset), IncidentIds = All(incident, entry.IncidentIds) }
            : null;
    }

    /// <summary>Those of the list, and the one beside it where it is not among them.</summary>
    private static IReadOnlyList<string> All(string? first, IReadOnlyList<string> all) =>
        first is null ? [.. all.Distinct()] : [.. all.Prepend(first).Distinct()];

    /// <exception cref="FormatException">It is there twice: readers differ in which of the two they take.</exception>
    private static string? Once(string? before, ref Utf8JsonReader reader) =>
        before is null ? Text(ref reader) : throw new FormatException("A member is there twice.");

    /// <returns>Null where it is empty, or no text.</returns>
    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return Checked(reader.GetString()!);
        reader.Skip();
        return null;
    }

    private static List<string> Texts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return texts;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String && Checked(reader.GetString()!) is { } text)
                texts.Add(text);
            else
                reader.Skip();
        }
        return texts;
    }

    private static string? Checked(string text) =>
        text.Length <= MaxTextLength ? (text.Length == 0 ? null : text) : throw new FormatException("No text of ours is that long.");

    private static Decision? DecisionOf(string? word) => word switch
    {
        "ALLOW" => Decision.Allow,
        "DROP" => Decision.Drop,
        "REJECT" => Decision.Reject,
        _ => null,
    };

    private static Scope? ScopeOf(string text) => Scope.TryParse(text, out var scope, out _) ? scope : null;
}
