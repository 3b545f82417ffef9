namespace KillSwitch.Local.Stack.Spark;

/// <summary>
/// How far a reader is behind a topic, in time: how long ago its ends were where it has read to now. From looks at both; as exact as
/// these are frequent. Not thread-safe.
/// </summary>
internal sealed class ReadingLag
{
    private readonly Queue<(IReadOnlyList<long> Ends, DateTimeOffset At)> _unread = new();

    /// <summary>One look.</summary>
    /// <param name="ends">Where the topic ends, by partition.</param>
    /// <param name="read">Up to where all is read; empty where nothing is.</param>
    /// <param name="now">When.</param>
    /// <returns>How far it is behind; zero where it has read all there is.</returns>
    public TimeSpan Look(IReadOnlyList<long> ends, IReadOnlyList<long> read, DateTimeOffset now)
    {
        if (_unread.Count == 0 || !_unread.Last().Ends.SequenceEqual(ends))
            _unread.Enqueue((ends, now));
        while (_unread.TryPeek(out var oldest) && HasRead(read, oldest.Ends))
            _unread.Dequeue();
        return _unread.TryPeek(out var unread) ? now - unread.At : TimeSpan.Zero;
    }

    private static bool HasRead(IReadOnlyList<long> read, IReadOnlyList<long> ends) =>
        ends.Select((end, partition) => end == 0 || (partition < read.Count && read[partition] >= end)).All(done => done);
}
