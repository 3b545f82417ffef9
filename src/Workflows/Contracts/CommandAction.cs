using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Contracts;

public enum CommandAction
{
    [JsonStringEnumMemberName("KILL")] Kill,

    /// <summary>Asks for trading to be restored. It never restores by itself: a second person approves.</summary>
    [JsonStringEnumMemberName("UNKILL")] Unkill,
}
