using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Executions;

/// <summary>The clock of a machine may be set back in the middle of an execution.</summary>
public class ClockTests
{
    private const string TwoTasks =
        """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:000000000000:function:f","Next":"B"},"B":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:000000000000:function:f","TimeoutSeconds":60,"End":true}}}""";

    /// <summary>Entered A while the clock was an hour ahead; everything after that happens when it is right again.</summary>
    private static Run SetBack()
    {
        var before = new Run(TwoTasks);
        before.Clock.Advance(TimeSpan.FromHours(1));
        before.Send(new ExecutionCommand.Start(Run.Identity, Json.EmptyObject));
        return Run.Resumed(TwoTasks, before.Events, TimeSpan.Zero);
    }

    [Fact]
    public void Events_ClockSetBack_NeverGoBack()
    {
        var run = SetBack();

        run.Succeed();
        run.Succeed();

        var times = run.Events.Select(e => e.Head.At).ToList();
        Assert.Equal(times.Order(), times);
        Assert.Equal("ExecutionSucceeded", run.History[^1]);
    }

    [Fact]
    public void Entered_ClockSetBack_IsLaterThanWhatWasEnteredBefore()
    {
        var run = SetBack();

        run.Succeed();

        var entered = run.Events.OfType<StateEntered>().Select(e => e.Head.At.ToUnixTimeMilliseconds()).ToList();
        Assert.Equal(2, entered.Count);
        Assert.True(entered[1] > entered[0]);
    }

    [Fact]
    public void Timeout_ClockSetBack_IsCountedFromTheExecutionsOwnTime()
    {
        var run = SetBack();
        run.Succeed();

        run.Advance(3600);
        Assert.Equal(ExecutionStatus.Running, run.State.Status);
        run.Advance(61);

        Assert.Equal("States.Timeout", run.State.Error?.Error);
    }
}
