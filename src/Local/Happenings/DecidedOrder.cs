using System.Text.Json;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Happenings;

/// <summary>
/// What is counted of a decision. Read from its audit without the rest: ten thousand may come in a second, and of those that were let by
/// nothing more is told.
/// </summary>
/// <param name="Ts">When it was made, Unix ms.</param>
/// <param name="Decision">How.</param>
internal readonly record struct DecidedOrder(long Ts, Decision Decision)
{
    /// <returns>Null where it is no audit of a decision.</returns>
    public static DecidedOrder? Read(ReadOnlySpan<byte> audit)
    {
        var json = new Utf8JsonReader(audit);
        long? ts = null;
        Decision? decision = null;
        try
        {
            while ((ts is null || decision is null) && json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1)
                    continue;
                if (json.ValueTextEquals("ts"u8))
                    ts = json.Read() && json.TryGetInt64(out var value) ? value : null;
                else if (json.ValueTextEquals("decision"u8))
                    decision = json.Read() ? Of(json) : null;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
        return ts is { } at && decision is { } made ? new(at, made) : null;
    }

    private static Decision? Of(in Utf8JsonReader word) =>
        word.ValueTextEquals("ALLOW"u8) ? Decision.Allow
        : word.ValueTextEquals("DROP"u8) ? Decision.Drop
        : word.ValueTextEquals("REJECT"u8) ? Decision.Reject
        : null;
}
