using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Executions;

public class FlowTests
{
    [Fact]
    public void Succeed_OutputPath_IsTheExecutionsOutput()
    {
        Assert.Equal("1", Run.Started(Asl.One("Succeed", "\"OutputPath\":\"$.a\""), """{"a":1}""").Output);
    }

    [Theory]
    [InlineData("\"Error\":\"E\",\"Cause\":\"C\"", "E", "C")]
    [InlineData("\"ErrorPath\":\"$.e\",\"CausePath\":\"States.Format('because {}', $.e)\"", "x", "because x")]
    [InlineData("\"Comment\":\"says nothing\"", null, null)]
    public void Fail_EndsWithItsError(string members, string? error, string? cause)
    {
        var run = Run.Started(Asl.One("Fail", members), """{"e":"x"}""");

        Assert.Equal(ExecutionStatus.Failed, run.State.Status);
        Assert.Equal(new StatesError(error, cause), run.State.Error);
        Assert.Equal(["ExecutionStarted", "FailStateEntered", "ExecutionFailed"], run.History);
    }

    [Fact]
    public void Stop_WhileATaskRuns_AbortsAndCancelsIt()
    {
        var run = Run.Started(Asl.Task("\"TimeoutSeconds\":9"));

        run.Stop();

        Assert.Equal(ExecutionStatus.Aborted, run.State.Status);
        Assert.Empty(run.Tasks);
        Assert.Null(Effects.NextDue(run.State));
        Assert.False(run.Send(new ExecutionCommand.Stop(new StatesError(null, null))));
    }

    [Fact]
    public void TimeoutSeconds_OfTheMachine_EndsTheExecution()
    {
        var run = Run.Started("""{"TimeoutSeconds":5,"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"End":true}}}""");

        run.Advance(5);

        Assert.Equal(ExecutionStatus.TimedOut, run.State.Status);
        Assert.Equal("ExecutionTimedOut", run.History[^1]);
    }

    [Fact]
    public void History_LoopWithoutEnd_FailsAt25000Events()
    {
        var run = Run.Started("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}}""");

        Assert.Equal(Limits.HistoryEvents, run.State.LastEventId);
        Assert.Equal(ExecutionStatus.Failed, run.State.Status);
        Assert.Equal(ErrorNames.Runtime, run.State.Error!.Error);
    }

    [Fact]
    public void History_PreviousEventIds_FormAChain()
    {
        var run = Run.Started("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Succeed"}}}""");

        Assert.Equal(
            [(1, 0), (2, 0), (3, 2), (4, 3), (5, 4), (6, 5)],
            run.Events.Where(e => e.Head.Id > 0).Select(e => (e.Head.Id, e.Head.Previous))
        );
    }

    [Fact]
    public void Assign_JsonPath_SetsVariablesForLaterStates()
    {
        var run = Run.Started("""
            {"StartAt":"A","States":{
              "A":{"Type":"Pass","Assign":{"x.$":"$.a","y":2},"Next":"B"},
              "B":{"Type":"Pass","Assign":{"x":9},"Parameters":{"was.$":"$x"},"Next":"C"},
              "C":{"Type":"Pass","Parameters":{"x.$":"$x","y.$":"$y","was.$":"$.was"},"End":true}}}
            """, """{"a":1}""");

        Assert.Equal("""{"x":9,"y":2,"was":1}""", run.Output);
    }
}
