namespace KillSwitch.Kafka.Detection;

/// <summary>
/// Says that something goes wrong for as long as it does: at once, and then once a minute while the count rises. Once only would be
/// forgotten, once for each order would drown everything else. Not thread-safe but for <see cref="RoseLately"/>.
/// </summary>
internal sealed class RisingCount(TimeProvider clock, Action<long> say)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);
    private long _count, _said, _saidAt;
    private long _roseAt = long.MinValue;

    /// <summary>Whether it rose within the last minute.</summary>
    public bool RoseLately => Interlocked.Read(ref _roseAt) is var at && at != long.MinValue && clock.GetElapsedTime(at) < s_pause;

    /// <param name="count">What has been counted so far. To be told again and again, or else the latest rise is not said.</param>
    public void Is(long count)
    {
        if (count > _count)
            Interlocked.Exchange(ref _roseAt, clock.GetTimestamp());
        _count = count;
        if (count <= _said || (_said > 0 && clock.GetElapsedTime(_saidAt) < s_pause))
            return;
        (_said, _saidAt) = (count, clock.GetTimestamp());
        say(count);
    }
}
