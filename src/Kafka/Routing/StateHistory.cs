using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Kafka.Routing;

/// <summary>What was killed at earlier offsets of the state topic, as far as compaction has left it.</summary>
internal static class StateHistory
{
    /// <summary>
    /// The view as of the given end offsets. A kill that was lifted since may be compacted away, and a restore that was followed by a kill,
    /// so what this does not hold back may have been held back all the same.
    /// </summary>
    public static KillStateView ViewAt(
        OutputTails tails,
        IReadOnlyList<long> offsets,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        // Whatever cannot be read has raised its alarm where the router reads the state to decide.
        var fold = new KillStateFold(time, _ => { });
        for (var partition = 0; partition < offsets.Count; partition++)
        {
            var (low, end) = tails.Bounds(Topics.State, partition);
            foreach (var record in tails.Range(Topics.State, partition, low, Math.Min(end, offsets[partition]), cancellationToken))
            {
                var message = record.Message;
                fold.Apply(partition, record.Offset.Value, message.Key, message.Value, message.Timestamp.UnixTimestampMs);
            }
        }
        return fold.View(offsets);
    }

    /// <summary>A view on which nothing is killed: for an order that is known to have passed.</summary>
    public static KillStateView Nothing(IReadOnlyList<long> offsets) => new KillStateFold(TimeProvider.System, _ => { }).View(offsets);
}
