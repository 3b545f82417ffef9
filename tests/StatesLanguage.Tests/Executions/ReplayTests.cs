using FsCheck;
using FsCheck.Fluent;
using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Executions;

/// <summary>A journal is enough: whatever happened, and wherever it was cut off, the execution goes on from it.</summary>
public class ReplayTests
{
    /// <summary>Everything that waits, forks, retries, catches and remembers.</summary>
    private static readonly string Definition = $$$$"""
        {"StartAt":"Set","States":{
          "Set":{"Type":"Pass","Assign":{"v":1},"Next":"Call"},
          "Call":{"Type":"Task","Resource":"{{{{Asl.Function}}}}","TimeoutSeconds":20,"ResultPath":"$.call","Next":"Ask",
                  "Retry":[{"ErrorEquals":["States.TaskFailed"],"MaxAttempts":2}],"Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.caught","Next":"Ask"}]},
          "Ask":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","Parameters":{"FunctionName":"f","Payload":{"t.$":"$$.Task.Token"}},
                 "HeartbeatSeconds":30,"ResultPath":"$.ask","Next":"Fork","Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":null,"Next":"Fork"}]},
          "Fork":{"Type":"Parallel","Next":"Pause","Catch":[{"ErrorEquals":["States.ALL"],"Next":"Pause"}],"Retry":[{"ErrorEquals":["A"],"MaxAttempts":1}],
             "Branches":[{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3,"Next":"T"},"T":{"Type":"Task","Resource":"{{{{Asl.Function}}}}","End":true}}},
                         {"StartAt":"Each","States":{"Each":{"Type":"Map","ItemsPath":"$.items","MaxConcurrency":2,"End":true,
                            "ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Task","Resource":"{{{{Asl.Function}}}}","Assign":{"w.$":"$v"},"End":true} } } } } }]},
          "Pause":{"Type":"Wait","Seconds":2,"End":true}}}
        """;

    private const string Input = """{"items":[1, 2, 3]}""";

    [Fact]
    public void Of_AnyEventsThatHappened_GivesTheSameState()
    {
        // Run checks after every decision that what was written and read back folds to the same state.
        Prop.ForAll(Acts().ToArbitrary(), acts => Play(acts).State.LastEventId > 0).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Of_EveryPrefixOfAJournal_GoesOnToAnEnd()
    {
        Prop.ForAll(Acts().ToArbitrary(), acts =>
            {
                var whole = Play(acts);
                for (var length = 1; length <= whole.Events.Count; length++)
                    Assert.Equal(
                        ExecutionStatus.Succeeded,
                        Finished(
                            Run.Resumed(
                                Definition,
                                [.. whole.Events.Take(length)],
                                whole.Clock.GetUtcNow() - KillSwitch.Tests.TradingDay.Opens
                            )
                        ).State.Status
                    );
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(15));
    }

    [Fact]
    public void Of_EventsOfAnotherOrder_AreRefused()
    {
        var run = Run.Started(Asl.One("Pass"));

        Assert.Throws<InvalidOperationException>(() => ExecutionState.Of([run.Events[0], run.Events[1], run.Events[1]]));
    }

    private static Gen<int[]> Acts() => Gen.Choose(0, 7).ArrayOf(24);

    private static Run Play(int[] acts)
    {
        var run = Run.Started(Definition, Input);
        foreach (var act in acts)
            Act(run, act);
        return run;
    }

    private static void Act(Run run, int act)
    {
        var waiting = WaitingTask.Of(run.State).FirstOrDefault();
        switch (act)
        {
            case 0 when run.Tasks.Count > 0 && run.Tasks[0].Task.Token is null:
                run.Succeed("{\"ok\":true}");
                break;
            case 1 when run.Tasks.Count > 0 && run.Tasks[0].Task.Token is null:
                run.Fail("A", "cause");
                break;
            case 2 when run.Tasks.Count > 0 && run.Tasks[0].Task.Token is not null:
                run.Submit();
                break;
            case 3 when waiting is not null:
                run.Send(new ExecutionCommand.SucceedTask(waiting.Frame, waiting.Attempt, Json.Parse("\"yes\"")));
                break;
            case 4 when waiting is not null:
                run.Send(new ExecutionCommand.Heartbeat(waiting.Frame, waiting.Attempt));
                break;
            case 5:
                run.Advance(1);
                break;
            case 6:
                run.Stop();
                break;
            case 7:
                run.Send(new ExecutionCommand.Redrive(null));
                break;
        }
    }

    private static Run Finished(Run run)
    {
        for (var i = 0; i < 200 && run.State.Status != ExecutionStatus.Succeeded; i++)
        {
            if (!run.State.IsRunning)
                run.Send(new ExecutionCommand.Redrive(null));
            else if (WaitingTask.Of(run.State).FirstOrDefault() is { } waiting)
                run.Send(new ExecutionCommand.SucceedTask(waiting.Frame, waiting.Attempt, Json.EmptyObject));
            else if (run.Tasks.Count > 0)
                run.Succeed();
            else
                run.Advance(1);
        }
        return run;
    }
}
