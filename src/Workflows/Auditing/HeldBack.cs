namespace KillSwitch.Workflows.Auditing;

/// <summary>The orders that an incident held back, each counted once, alone or together with other incidents.</summary>
/// <param name="Orders">How many.</param>
/// <param name="Notional">US dollars.</param>
/// <param name="FirstTs">When the first was decided, Unix ms; null where there was none.</param>
/// <param name="LastTs">When the last was.</param>
public sealed record HeldBack(long Orders, decimal Notional, long? FirstTs, long? LastTs)
{
    public static HeldBack Nothing { get; } = new(0, 0, null, null);

    public HeldBack With(AuditEntry dropped) => this + new HeldBack(1, dropped.Notional ?? 0, dropped.Place.TsInMs, dropped.Place.TsInMs);

    public static HeldBack operator +(HeldBack one, HeldBack other) => new(
        one.Orders + other.Orders,
        one.Notional + other.Notional,
        one.FirstTs is { } first && other.FirstTs is { } otherFirst ? Math.Min(first, otherFirst) : one.FirstTs ?? other.FirstTs,
        one.LastTs is { } last && other.LastTs is { } otherLast ? Math.Max(last, otherLast) : one.LastTs ?? other.LastTs);
}
