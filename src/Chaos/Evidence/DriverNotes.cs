using KillSwitch.Kafka.Routing;
using KillSwitch.Verification.Promises;

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
    public required Expectations Expected { get; init; }

    /// <summary>When the stack had done all once that the probes ask for; before, its processes were starting.</summary>
    public TimeSpan Ready { get; init; }

    /// <summary>Within what time a kill must have been in force; null: at all.</summary>
    public TimeSpan? InForceWithin { get; init; }

    /// <summary>What the promises are held against.</summary>
    public VerificationOptions Options =>
        new(Expected, Delivery) { Disturbed = Faults.Select(f => f.Target).ToHashSet(StringComparer.Ordinal), Limited = true };

    /// <summary>Bearer tokens that were used, signing keys, whatever else must stand nowhere. At least 8 characters each.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];
}
