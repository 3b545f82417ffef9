using System.Text.Json.Serialization;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.LimitChanges;

/// <summary>
/// All that is decided about one limit, in one record: the unit that is written whole, on condition that nobody else wrote.
/// </summary>
public sealed record LimitRecord
{
    /// <summary>A scope, or <c>GROUP:name</c>.</summary>
    public required string Owner { get; init; }

    public required LimitRule Rule { get; init; }

    /// <summary>As loaded; 0 if the record was never written. A successful save raises it by 1.</summary>
    public long Revision { get; init; }

    /// <summary>The last version that was allocated; 0 before the first. It only rises.</summary>
    public long Version { get; init; }

    /// <summary>What the topic acknowledged last; null while the limit was never changed.</summary>
    public LimitPublication? Current { get; init; }

    /// <summary>Changes whose execution is not at its end, oldest first: at most one of them is asked for, others are temporary.</summary>
    public IReadOnlyList<LimitChange> Changes { get; init; } = [];

    [JsonIgnore]
    public LimitKey Key => new(Owner, Rule);

    public static LimitRecord Empty(LimitKey key) => new() { Owner = key.Owner, Rule = key.Rule };

    public LimitChange? Find(string changeId) => Changes.FirstOrDefault(change => change.ChangeId == changeId);

    /// <summary>Whether what the limits file says counts.</summary>
    [JsonIgnore]
    public bool FileCounts => Current is null or { State.Withdrawn: true };

    /// <summary>What holds, in the rule's unit; null where nothing is limited.</summary>
    /// <param name="ofFile">What the limits file says.</param>
    public decimal? Holds(decimal? ofFile) => FileCounts ? ofFile : Current!.State.Value;
}
