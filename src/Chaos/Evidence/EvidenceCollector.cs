namespace KillSwitch.Chaos.Evidence;

/// <summary>Reads everything after a run: topics in one pass each, histories, store, files. Orders are kept as facts of some hundred bytes, not as records.</summary>
internal sealed class EvidenceCollector(EvidenceSource source)
{
    /// <summary>Call it when the load has stopped and the system has settled, while brokers, engine and store still run.</summary>
    public Task<ChaosEvidence> CollectAsync(DriverNotes driver, CancellationToken cancellationToken) => throw new NotImplementedException($"{source}");
}
