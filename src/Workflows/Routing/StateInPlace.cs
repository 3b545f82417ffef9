using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// A state record read in place, if it is written as our own publisher writes nearly all of them: the contract's members in
/// their order, and texts without escapes. Whatever is not is left to <see cref="StateRecord"/>, whose answer alone counts;
/// of what this reads it says the same. A router that starts may have a million to read.
/// </summary>
internal ref struct StateInPlace
{
    /// <summary>As it is written, and no more than a text.</summary>
    public ReadOnlySpan<byte> Scope;

    public KillStatus Status;

    /// <summary>Above 0.</summary>
    public long Version;

    public ReadOnlySpan<byte> IncidentId, Reason, LastCmdId, CorrId;

    /// <returns>False if it is to be read in full; nothing is said of it then.</returns>
    public static bool TryRead(ReadOnlySpan<byte> value, out StateInPlace state)
    {
        state = default;
        if (value.IsEmpty)
            return false;
        try
        {
            var reader = new Utf8JsonReader(value);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && ReadText(ref reader, "scope"u8, out state.Scope)
                && ReadText(ref reader, "status"u8, out var status) && TryStatus(status, out state.Status)
                && ReadNumber(ref reader, "version"u8, out state.Version) && state.Version > 0
                && ReadText(ref reader, "incident_id"u8, out state.IncidentId)
                && ReadTexts(ref reader, "causes"u8)
                && ReadNumber(ref reader, "updated_ts"u8, out _)
                && ReadText(ref reader, "updated_by"u8, out _)
                && ReadText(ref reader, "reason"u8, out state.Reason)
                && ReadText(ref reader, "last_cmd_id"u8, out state.LastCmdId)
                && ReadText(ref reader, "corr_id"u8, out state.CorrId)
                && reader.Read() && reader.TokenType == JsonTokenType.EndObject
                && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryStatus(ReadOnlySpan<byte> word, out KillStatus status)
    {
        status = KillStatus.Killed;
        if (word.SequenceEqual("KILLED"u8))
            return true;
        status = KillStatus.Active;
        return word.SequenceEqual("ACTIVE"u8);
    }

    private static bool ReadText(scoped ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!ReadName(ref reader, name) || !reader.Read() || !IsPlainText(ref reader))
            return false;
        text = reader.ValueSpan;
        return true;
    }

    private static bool ReadTexts(scoped ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name)
    {
        if (!ReadName(ref reader, name) || !reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!IsPlainText(ref reader))
                return false;
        }
        return true;
    }

    private static bool ReadNumber(scoped ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name, out long number)
    {
        number = 0;
        return ReadName(ref reader, name) && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out number);
    }

    private static bool ReadName(scoped ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueSpan.SequenceEqual(name);

    private static bool IsPlainText(scoped ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && !reader.ValueSpan.ContainsAnyExcept(JsonText.Plain);
}
