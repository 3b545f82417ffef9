using KillSwitch.Kafka.Routing;

namespace KillSwitch.Verification.Promises;

/// <summary>What the facts are held against.</summary>
/// <param name="Expected">What the run was meant to show.</param>
/// <param name="Delivery">What the routers delivered in: in transactions nothing may be out twice, in sequence a repeat must be visible and
/// explained.</param>
public sealed record VerificationOptions(Expectations Expected, DeliveryMode Delivery)
{
    /// <summary>Services, brokers and disks that were killed, frozen or otherwise disturbed on purpose.</summary>
    public IReadOnlySet<string> Disturbed { get; init; } = new HashSet<string>();

    /// <summary>What the orders are, where they were played again; null for orders of now.</summary>
    public ReplayExpectations? Replay { get; init; }

    /// <summary>How long a detector may take from a breach to its command; null where the run does not say.</summary>
    public TimeSpan? CommandWithin { get; init; }

    /// <summary>Whether orders were held against limits.</summary>
    public bool Limited { get; init; }

    /// <summary>Nothing was disturbed: clocks agree, and no part died between two of its effects.</summary>
    public bool IsCalm => Disturbed.Count == 0;
}
