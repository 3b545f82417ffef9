using KillSwitch.StepFunctions.Runtime;
using KillSwitch.Tests;

namespace KillSwitch.StepFunctions.Tests.Runtime;

public sealed class ExecutionClockTests
{
    private readonly FakeTimeProvider _time = new(TradingDay.Opens);
    private readonly JumpingTimeProvider _machine;
    private readonly ExecutionClock _clock;

    public ExecutionClockTests()
    {
        _machine = new JumpingTimeProvider(_time);
        _clock = new ExecutionClock(_machine);
    }

    [Fact]
    public void Now_ClockThatIsRight_IsItsTime()
    {
        Assert.Equal(_time.GetUtcNow(), _clock.Now());
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(_time.GetUtcNow(), _clock.Now());
    }

    [Fact]
    public void Now_ClockWasAheadAndIsSetBack_GoesOnFromThere()
    {
        _machine.Off = TimeSpan.FromMinutes(12);
        var ahead = _clock.Now();
        _machine.Off = TimeSpan.Zero;

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(ahead.AddSeconds(1), _clock.Now());
    }

    [Fact]
    public void Now_MachineHasCaughtUp_IsItsTimeAgain()
    {
        _machine.Off = TimeSpan.FromMinutes(12);
        _clock.Now();
        _machine.Off = TimeSpan.Zero;
        _clock.Now();
        _machine.Off = TimeSpan.FromMinutes(20);

        Assert.Equal(_machine.GetUtcNow(), _clock.Now());
    }

    [Fact]
    public void NotBefore_HistoryIsAheadOfTheMachine_GoesOnFromThere()
    {
        var last = _time.GetUtcNow().AddMinutes(12);

        _clock.NotBefore(last);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(last.AddSeconds(2), _clock.Now());
    }
}
