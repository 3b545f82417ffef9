namespace KillSwitch.Chaos.Plan;

/// <summary>Something that production does to the system.</summary>
/// <param name="Name">As in <c>--only</c>: <c>router-kill</c>.</param>
/// <param name="Says">As in the report: <c>router killed</c>.</param>
/// <param name="Does">What is done, for people.</param>
/// <param name="On">What it is done to. Two faults of one group never overlap.</param>
/// <param name="Targets">One of these is drawn.</param>
internal sealed record FaultKind(string Name, string Says, string Does, FaultGroup On, params IReadOnlyList<string> Targets)
{
    /// <summary>How long it lasts at least; zero where it is over at once.</summary>
    public TimeSpan LastsAtLeast { get; init; }

    /// <summary>How long it lasts at most.</summary>
    public TimeSpan LastsAtMost { get; init; }

    /// <summary>How long after its end nothing else of its group begins.</summary>
    public required TimeSpan Recovers { get; init; }

    /// <summary>Whether it takes a cluster of brokers that keep what they have.</summary>
    public bool NeedsKafka { get; init; }

    /// <summary>Its longest, with its recovery.</summary>
    public TimeSpan Span => LastsAtMost + Recovers;
}

/// <summary>What a fault is done to.</summary>
internal enum FaultGroup
{
    Router,
    Detector,
    Intake,
    Engine,
    Api,
    Store,
    Broker,
    Commands,
    Mail,
    Source,
}
