using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.LimitChanges;

/// <summary>Where a change lives whose execution runs: in its limit's record.</summary>
/// <param name="ChangeId">The change.</param>
/// <param name="Owner">Whose limit.</param>
/// <param name="Rule">Which.</param>
/// <param name="AskedTs">Unix ms.</param>
public sealed record LimitChangePointer(string ChangeId, string Owner, LimitRule Rule, long AskedTs)
{
    internal LimitKey Key => new(Owner, Rule);

    internal static LimitChangePointer Of(LimitChange change) => new(change.ChangeId, change.Owner, change.Rule, change.AskedTs);
}

/// <summary>A change by id.</summary>
/// <param name="Pointer">Which limit it is of.</param>
/// <param name="Ended">Its final document; null while its execution runs.</param>
public sealed record StoredLimitChange(LimitChangePointer Pointer, LimitChange? Ended);
