namespace KillSwitch.Kafka.Naming;

/// <summary>
/// One partition that is read back and then followed: where it goes on, whether it has caught up with what was there when it began, and how
/// far back it is known. Pure; not thread-safe.
/// </summary>
internal sealed class ReadBack
{
    private readonly long _end;
    private bool _isAtEnd;

    private ReadBack(long next, long end, long? fromMs) => (Next, _end, FromMs) = (next, end, fromMs);

    /// <summary>The offset to read next.</summary>
    public long Next { get; private set; }

    /// <summary>
    /// From when on all its records were read, Unix ms, <see cref="long.MinValue"/> for all there ever were; null while that is open.
    /// </summary>
    public long? FromMs { get; private set; }

    public bool HasCaughtUp => FromMs is not null && (_isAtEnd || Next >= _end);

    /// <summary>Where to begin.</summary>
    /// <param name="low">The first offset that is kept.</param>
    /// <param name="end">The offset after the last.</param>
    /// <param name="wanted">The first that is new enough to matter.</param>
    /// <param name="wantedMs">Since when they matter, Unix ms.</param>
    /// <param name="most">How many are read back at most.</param>
    public static ReadBack Of(long low, long end, long wanted, long wantedMs, long most)
    {
        var begin = Math.Max(Math.Max(low, wanted), end - most);
        // What stood before the first that is kept may have been new enough, too.
        var isWhole = begin <= wanted && (begin > low || low == 0);
        return new(begin, end, isWhole ? begin == 0 ? long.MinValue : wantedMs : null);
    }

    /// <summary>A record was read.</summary>
    public void Read(long offset, long atMs)
    {
        FromMs ??= atMs;
        Next = offset + 1;
    }

    /// <summary>There is nothing more just now.</summary>
    public void AtEnd(long offset, long nowMs)
    {
        FromMs ??= nowMs;
        Next = Math.Max(Next, offset);
        _isAtEnd = true;
    }
}
