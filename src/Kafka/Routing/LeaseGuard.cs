namespace KillSwitch.Kafka.Routing;

/// <summary>
/// Notices that this process stood still (frozen, swapped out, a long pause of the runtime) for so long that the group may have given
/// its partitions to others. A fence does the same better; this is for delivery without one.
/// </summary>
internal sealed class LeaseGuard(RouterOptions options, TimeProvider time)
{
    private readonly TimeSpan _longest = options.SessionTimeout / 2;
    private long _seen = time.GetTimestamp();

    /// <summary>To be called all the time while the partition is held.</summary>
    /// <exception cref="PartitionLostException">The last call was too long ago.</exception>
    public void RequireHeld()
    {
        var gap = time.GetElapsedTime(_seen);
        if (gap > _longest)
            throw new PartitionLostException(
                $"this router stood still for {gap.TotalSeconds:0.0} s, and another may have taken its partitions"
            );
        _seen = time.GetTimestamp();
    }
}
