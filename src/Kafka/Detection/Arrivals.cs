namespace KillSwitch.Kafka.Detection;

/// <summary>
/// When records arrived, as far as can be known: by their timestamps, which are the broker's on a topic with
/// <c>LogAppendTime</c> and otherwise their producers' word.
/// </summary>
/// <remarks>
/// What must be so, is so: within a partition arrival does not fall, nothing arrives after now, and what was not there when the
/// partition was read to its end came after that. A timestamp that contradicts it by more than the limits is counted and not
/// believed, and moves no other record; one within them is only put right. Not thread-safe.
/// </remarks>
/// <param name="partitions">How many.</param>
/// <param name="ahead">How far a record may be ahead of our clock.</param>
/// <param name="behind">How far it may be behind what came before it.</param>
/// <param name="origin">From when on is read, Unix ms: the arrival of a record of which nothing better is known.</param>
internal sealed class Arrivals(int partitions, TimeSpan ahead, TimeSpan behind, long origin)
{
    private readonly long _aheadMs = (long)ahead.TotalMilliseconds;
    private readonly long _behindMs = (long)behind.TotalMilliseconds;
    private readonly Lane[] _lanes = [.. Enumerable.Range(0, partitions).Select(_ => new Lane())];
    private long _wrong;

    /// <summary>Records whose timestamps could not be. Thread-safe.</summary>
    public long Wrong => Interlocked.Read(ref _wrong);

    /// <summary>The partition holds nothing more.</summary>
    /// <param name="partition">Which.</param>
    /// <param name="now">What our clock shows, Unix ms.</param>
    public void AtEnd(int partition, long now) => _lanes[partition].EmptyAt = Math.Max(_lanes[partition].EmptyAt, now);

    /// <summary>When the partition's next record arrived, Unix ms.</summary>
    /// <param name="partition">Which.</param>
    /// <param name="written">The record's timestamp, Unix ms.</param>
    /// <param name="now">What our clock shows, Unix ms.</param>
    public long Of(int partition, long written, long now)
    {
        var lane = _lanes[partition];
        var since = Math.Max(lane.Latest, lane.EmptyAt);
        if (written > now + _aheadMs || written < since - _behindMs)
        {
            Interlocked.Increment(ref _wrong);
            // One that follows the end came just now. One in a backlog came at any time since the one before it; taken for one of
            // now it would make all that is still to be read late.
            return lane.EmptyAt > 0 ? Math.Max(now, lane.Latest) : Math.Max(lane.Latest, origin);
        }
        return lane.Latest = Math.Max(lane.Latest, Math.Min(written, now));
    }

    /// <summary>Times are Unix ms; 0 is none yet.</summary>
    private sealed class Lane
    {
        public long Latest { get; set; }

        public long EmptyAt { get; set; }
    }
}
