namespace KillSwitch.Kafka.Detection;

/// <summary>
/// Puts the records of several partitions into one line by their timestamps: the order in which they came to be, as far
/// as their clocks agree. Without it, a reader that catches up gets minutes of one partition before the next, and the
/// rest would be late.
/// </summary>
/// <remarks>
/// A record is let go when every other partition either has one waiting or is known to be at its end. Within a partition
/// offsets decide. What is left is the disorder of records that are on their way at the same time: milliseconds, and far
/// below the lateness that the detector allows. Not thread-safe.
/// </remarks>
internal sealed class PartitionMerge<T>(int partitions)
{
    private readonly Lane[] _lanes = [.. Enumerable.Range(0, partitions).Select(_ => new Lane())];

    public int Buffered { get; private set; }

    /// <summary>Whether records wait for a partition that has neither delivered one nor said that it is at its end.</summary>
    public bool IsHeldUp => Buffered > 0 && _lanes.Any(l => l.HoldsUp);

    public int BufferedOf(int partition) => _lanes[partition].Waiting.Count;

    /// <param name="partition">Where the record is from.</param>
    /// <param name="timestamp">The record's, Unix ms.</param>
    /// <param name="record">The record.</param>
    /// <param name="isLast">Whether it is the last one there, as far as is known.</param>
    public void Add(int partition, long timestamp, T record, bool isLast)
    {
        var lane = _lanes[partition];
        lane.Waiting.Enqueue((timestamp, record));
        lane.AtEnd = isLast;
        Buffered++;
    }

    /// <summary>The partition has nothing more for now.</summary>
    public void AtEnd(int partition) => _lanes[partition].AtEnd = true;

    /// <summary>Stops waiting for partitions that do not answer, until each delivers again.</summary>
    /// <returns>How many.</returns>
    public int GiveUpWaiting()
    {
        var given = 0;
        foreach (var lane in _lanes.Where(l => l.HoldsUp))
        {
            lane.AtEnd = true;
            given++;
        }
        return given;
    }

    public bool TryTake(out int partition, out T record)
    {
        partition = -1;
        record = default!;
        var earliest = long.MaxValue;
        for (var i = 0; i < _lanes.Length; i++)
        {
            var lane = _lanes[i];
            if (lane.HoldsUp)
                return false;
            if (lane.Waiting.TryPeek(out var head) && (partition < 0 || head.Timestamp < earliest))
                (earliest, partition) = (head.Timestamp, i);
        }
        if (partition < 0)
            return false;
        record = _lanes[partition].Waiting.Dequeue().Record;
        Buffered--;
        return true;
    }

    private sealed class Lane
    {
        public Queue<(long Timestamp, T Record)> Waiting { get; } = new();

        public bool AtEnd { get; set; }

        public bool HoldsUp => !AtEnd && Waiting.Count == 0;
    }
}
