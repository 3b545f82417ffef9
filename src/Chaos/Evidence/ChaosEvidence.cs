using KillSwitch.Kafka.Reading;
using KillSwitch.Verification;

namespace KillSwitch.Chaos.Evidence;

/// <summary>All that a run left behind: topics in compact form, histories, the store, and what the driver wrote down.</summary>
internal sealed record ChaosEvidence
{
    public required DriverNotes Driver { get; init; }

    public required IReadOnlyList<TopicExtent> Extents { get; init; }

    public required OrderFacts Orders { get; init; }

    /// <summary>Partition after partition, in the order of the topic.</summary>
    public required IReadOnlyList<CopyFact> Gated { get; init; }

    /// <summary>As <see cref="Gated"/>.</summary>
    public required IReadOnlyList<CopyFact> Rejected { get; init; }

    /// <summary>As <see cref="Gated"/>.</summary>
    public required IReadOnlyList<DecisionFact> Decisions { get; init; }

    /// <summary>As <see cref="Gated"/>.</summary>
    public required IReadOnlyList<StepFact> Steps { get; init; }

    /// <summary>Records of the audit that nobody can read.</summary>
    public required IReadOnlyList<Place> UnreadableAudits { get; init; }

    public required TopicContents State { get; init; }

    public required TopicContents Commands { get; init; }

    public required IReadOnlyList<ExecutionEvidence> Executions { get; init; }

    public required StoreContents Store { get; init; }

    /// <summary>One for each open incident that waits.</summary>
    public required IReadOnlyList<TokenProbe> Tokens { get; init; }

    public required SecretScan Secrets { get; init; }
}
