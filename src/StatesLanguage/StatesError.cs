using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.StatesLanguage;

/// <summary>How a state failed. Either part may be absent: a task that fails by SendTaskFailure need not say why.</summary>
/// <param name="Error">The name that ErrorEquals compares.</param>
/// <param name="Cause">For people; of a failed function its JSON.</param>
public sealed record StatesError(string? Error, string? Cause)
{
    /// <summary>
    /// Whether it is the time-out of a heartbeat that did not come: it is called States.Timeout as any other, and States.HeartbeatTimeout
    /// matches it, too.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MissedHeartbeat { get; init; }

    /// <summary>As a catcher passes it on with JSONPath, and as <c>$states.errorOutput</c> with JSONata.</summary>
    public JsonElement ToOutput() => Json.Object(
        ("Error", Error is null ? Json.Null : Json.String(Error)),
        ("Cause", Cause is null ? (Error == ErrorNames.Timeout ? Json.String("") : Json.Null) : Json.String(Cause)));
}
