using System.Text.Json;

namespace KillSwitch.Aws.Events;

/// <summary>What logs name a step's run by, read from its payload as far as it is there. The step itself judges the payload.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="CorrId">Found again in everything that follows from the kill.</param>
/// <param name="Attempt">1 for the first try.</param>
/// <param name="ChangeId">The change of a limit.</param>
public sealed record StepPayload(string? IncidentId, string? CorrId, int? Attempt, string? ChangeId = null)
{
    public static StepPayload Of(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new(
                    Text(json, "incident_id"),
                    Text(json, "corr_id"),
                    json.RootElement.TryGetProperty("attempt", out var attempt) && attempt.TryGetInt32(out var number) ? number : null,
                    Text(json, "change_id")
                )
                : new(null, null, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new(null, null, null);
        }
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
