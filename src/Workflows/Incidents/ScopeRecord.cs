using System.Text.Json.Serialization;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents;

/// <summary>
/// All that is decided about one scope, in one record: the unit that is written whole, on condition that nobody else wrote.
/// </summary>
public sealed record ScopeRecord
{
    public required Scope Scope { get; init; }

    /// <summary>As loaded; 0 if the record was never written. A successful save raises it by 1.</summary>
    public long Revision { get; init; }

    /// <summary>The last state version that was allocated; 0 before the first. It only rises.</summary>
    public long Version { get; init; }

    /// <summary>The open incident, or the last one; null before the first.</summary>
    public Incident? Incident { get; init; }

    /// <summary>
    /// The latest 50 commands that changed this record, oldest first: the same write that has the effect remembers that it was had.
    /// </summary>
    public IReadOnlyList<CommandEffect> RecentCommands { get; init; } = [];

    [JsonIgnore]
    public Incident? OpenIncident => Incident is { IsOpen: true } open ? open : null;

    public static ScopeRecord Empty(Scope scope) => new() { Scope = scope };
}
