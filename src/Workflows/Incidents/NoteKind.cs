using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Incidents;

/// <summary>What a note does. It never changes what is stopped.</summary>
public enum NoteKind
{
    /// <summary>It says something.</summary>
    [JsonStringEnumMemberName("NOTE")] Note,

    /// <summary>Whoever writes it is on it from now on, until somebody else says the same.</summary>
    [JsonStringEnumMemberName("ACKNOWLEDGE")] Acknowledge,
}
