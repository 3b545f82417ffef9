using KillSwitch.Workflows.Detection;

namespace KillSwitch.Kafka.Detection;

/// <summary>One run of orders that are played again: measured apart from all others, in the order they were played in.</summary>
internal sealed class Replay(Detector detector, KillPolicy policy)
{
    public Detector Detector { get; } = detector;

    public KillPolicy Policy { get; } = policy;

    public InSequence<ArrivedRecord> Sequence { get; } = new();

    /// <summary>When its latest record was read, as <see cref="TimeProvider.GetTimestamp"/> counts.</summary>
    public long LastAt { get; set; }
}
