using KillSwitch.Kafka.Reading;

namespace KillSwitch.Verification;

internal static class Causes
{
    /// <summary>By correlation id, the record of the order that a signal says crossed the limit.</summary>
    public static Dictionary<string, TopicRecord> Of(RunFacts run)
    {
        var wanted = run.Signals.Select(s => s.Value.OrderId).ToHashSet(StringComparer.Ordinal);
        var byId = new Dictionary<string, TopicRecord>(StringComparer.Ordinal);
        foreach (var (source, record) in run.Sent)
        {
            if (run.OrderAt(source) is { } order && wanted.Contains(order.OrderId))
                byId.TryAdd(order.OrderId, record);
        }
        var causes = new Dictionary<string, TopicRecord>(StringComparer.Ordinal);
        foreach (var signal in run.Signals)
        {
            if (byId.TryGetValue(signal.Value.OrderId, out var record))
                causes.TryAdd(signal.Value.CorrId, record);
        }
        return causes;
    }
}
