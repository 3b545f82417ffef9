using KillSwitch.Kafka.Routing;

namespace KillSwitch.Chaos.Evidence;

/// <summary>All that the checks take from the driver, which is no part of the system.</summary>
internal sealed record DriverNotes
{
    public required LedgerContents Ledger { get; init; }

    public required WitnessNotes Witness { get; init; }

    public required IReadOnlyList<InjectedFault> Faults { get; init; }

    /// <summary>What the routers were started with.</summary>
    public required DeliveryMode Delivery { get; init; }

    /// <summary>What the run must have shown. A check that finds none of it has failed.</summary>
    public required Expected Expected { get; init; }

    /// <summary>Bearer tokens that were used, signing keys, whatever else must stand nowhere. At least 8 characters each.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];
}

/// <summary>What a run was meant to have.</summary>
/// <param name="Malformed">Records that are no orders were sent.</param>
/// <param name="Kills">Something was killed.</param>
/// <param name="Restores">Something was restored.</param>
/// <param name="GlobalRestores">GLOBAL was restored.</param>
/// <param name="Repeats">Commands were delivered more than once.</param>
internal sealed record Expected(bool Malformed = true, bool Kills = true, bool Restores = true, bool GlobalRestores = false, bool Repeats = true);
