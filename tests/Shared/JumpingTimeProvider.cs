namespace KillSwitch.Tests;

/// <summary>
/// A machine whose clock is off, and is set; its timers and what it measures are not. (<see cref="FakeTimeProvider.AdjustTime"/> moves
/// what is measured, too.)
/// </summary>
internal sealed class JumpingTimeProvider(TimeProvider machine) : TimeProvider
{
    public TimeSpan Off { get; set; }

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() + Off;

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);
}
