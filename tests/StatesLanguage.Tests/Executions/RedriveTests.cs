using FsCheck;
using FsCheck.Fluent;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Executions;

/// <summary>
/// What the service was seen to do: a failed state is entered once, whatever its redrives, and what succeeded is not done again.
/// </summary>
public class RedriveTests
{
    private const string Retry = """{"ErrorEquals":["Boom"],"IntervalSeconds":1,"MaxAttempts":1}""";
    private static readonly string s_task = $"\"Type\":\"Task\",\"Resource\":\"{Asl.Function}\"";
    private static readonly string s_named = $"{s_task},\"Parameters\":{{\"state.$\":\"$$.State\",\"execution.$\":\"$$.Execution\",\"in.$\":\"$\"}}";

    private static readonly string s_three = $$$$"""
        "Branches":[{"StartAt":"A","States":{"A":{ {{{{s_named}}}},"End":true}}},{"StartAt":"B","States":{"B":{ {{{{s_named}}}},"End":true}}},
                    {"StartAt":"C","States":{"C":{ {{{{s_named}}}},"End":true}}}]
        """;

    [Fact]
    public void Redrive_FailedTask_IsScheduledAgainFromItsOwnEntryWithAllItsRetries()
    {
        var run = Run.Started($$$$"""{"StartAt":"Before","States":{"Before":{"Type":"Pass","Next":"S"},"S":{ {{{{s_named}}}},"Retry":[{{{{Retry}}}}],"End":true}}}""", "5");
        FailBoth(run);
        var entered = run.Events.OfType<StateEntered>().Single(e => e.Name == "S").Head;
        var failed = run.State.LastEventId;

        Assert.True(run.Send(new ExecutionCommand.Redrive(null)));

        Assert.Equal(["ExecutionFailed", "ExecutionRedriven", "LambdaFunctionScheduled", "LambdaFunctionStarted"], run.History.TakeLast(4));
        Assert.Equal(failed, run.Events.OfType<ExecutionRedriven>().Single().Head.Previous);
        Assert.Equal(entered.Id, run.Events.OfType<TaskScheduled>().Last().Head.Previous);
        var parameters = Json.Text(run.Task.Task.Parameters);
        Assert.Contains("\"RetryCount\":0", parameters, StringComparison.Ordinal);
        Assert.Contains("\"RedriveCount\":1,\"RedriveTime\":", parameters, StringComparison.Ordinal);
        Assert.Contains($"\"EnteredTime\":\"{Rfc3339.Text(entered.At)}\"", parameters, StringComparison.Ordinal);
        FailBoth(run);
        Assert.True(run.Send(new ExecutionCommand.Redrive(null)));
        run.Succeed("7");
        Assert.Equal((ExecutionStatus.Succeeded, "7", 2), (run.State.Status, run.Output, run.State.RedriveCount));
        Assert.Single(run.Events.OfType<StateEntered>(), e => e.Name == "Before");
    }

    [Fact]
    public void Redrive_WhileItGoesOn_HasNoErrorAndNoEnd()
    {
        var run = Run.Started(Asl.One("Task", $"\"Resource\":\"{Asl.Function}\""));
        run.Fail("Boom", "it did");

        run.Send(new ExecutionCommand.Redrive(null));

        Assert.Equal((ExecutionStatus.Running, null, null), (run.State.Status, run.State.Error, run.State.StoppedAt));
    }

    [Fact]
    public void Redrive_Parallel_GoesOnWithWhatFailedAndWhatWasGivenUp()
    {
        var run = Run.Started(Asl.One("Parallel", s_three));
        run.Succeed(run.Tasks[0], "\"a\"");
        run.Fail("Boom");
        Assert.Equal(ExecutionStatus.Failed, run.State.Status);

        run.Send(new ExecutionCommand.Redrive(null));

        Assert.Equal(["ExecutionRedriven", "LambdaFunctionScheduled", "LambdaFunctionScheduled"], run.History.TakeLast(5).Take(3));
        Assert.Equal(["B", "C"], run.Tasks.Select(t => Json.Text(t.Task.Parameters.GetProperty("state"), "Name")));
        run.Succeed(run.Tasks[1], "\"c\"");
        run.Succeed(run.Tasks[0], "\"b\"");
        Assert.Equal("""["a","b","c"]""", run.Output);
        Assert.Single(run.History, type => type == "ParallelStateStarted");
        Assert.Equal(3, run.History.Count(type => type == "TaskStateEntered"));
    }

    [Fact]
    public void Redrive_Map_StartsWhatHadNotBegunAfterWhatFailed()
    {
        var run = Run.Started(
            Asl.One("Map", $$$$"""
                "MaxConcurrency":1,"ItemProcessor":{"StartAt":"I","States":{"I":{ {{{{s_named}}}},"End":true}}}
                """),
            "[10,11,12]"
        );
        run.Succeed("0");
        run.Fail("Boom");

        run.Send(new ExecutionCommand.Redrive(null));

        Assert.Equal("11", Json.Text(run.Task.Task.Parameters.GetProperty("in")));
        run.Succeed("1");
        Assert.Equal("12", Json.Text(run.Task.Task.Parameters.GetProperty("in")));
        run.Succeed("2");
        Assert.Equal("[0,1,2]", run.Output);
        Assert.Equal(3, run.History.Count(type => type == "MapIterationStarted"));
        Assert.Single(run.History, type => type == "MapStateStarted");
    }

    [Fact]
    public void Redrive_StoppedWithinABranch_GoesOnThere()
    {
        var run = Run.Started(Asl.One("Parallel", s_three));
        run.Succeed(run.Tasks[2], "\"c\"");
        run.Stop();
        Assert.Empty(run.Tasks);

        run.Send(new ExecutionCommand.Redrive(null));

        run.Succeed(run.Tasks[0], "\"a\"");
        run.Succeed(run.Tasks[0], "\"b\"");
        Assert.Equal("""["a","b","c"]""", run.Output);
    }

    /// <summary>What an answer to an earlier try says is not about the one that is being done.</summary>
    [Fact]
    public void Succeed_TaskOfBeforeTheRedrive_IsRefused()
    {
        var run = Run.Started(Asl.One("Task", $"\"Resource\":\"{Asl.Function}\""));
        var before = run.Task;
        run.Stop();
        run.Send(new ExecutionCommand.Redrive(null));

        Assert.False(run.Send(new ExecutionCommand.SucceedTask(before.Frame, before.Attempt, Json.EmptyObject)));
        Assert.True(run.Send(new ExecutionCommand.SucceedTask(run.Task.Frame, run.Task.Attempt, Json.EmptyObject)));
    }

    [Fact]
    public void Redrive_TimedOut_HasItsWholeTimeAgain()
    {
        var run = Run.Started($$$$"""{"TimeoutSeconds":10,"StartAt":"S","States":{"S":{ {{{{s_task}}}},"End":true}}}""");
        run.Advance(11);
        Assert.Equal(ExecutionStatus.TimedOut, run.State.Status);

        run.Send(new ExecutionCommand.Redrive(null));
        run.Advance(9);
        Assert.Equal(ExecutionStatus.Running, run.State.Status);
        run.Advance(2);

        Assert.Equal(ExecutionStatus.TimedOut, run.State.Status);
        Assert.Equal(
            ["ExecutionTimedOut", "ExecutionRedriven", "LambdaFunctionScheduled", "LambdaFunctionStarted", "ExecutionTimedOut"],
            run.History.TakeLast(5)
        );
    }

    [Fact]
    public void Redrive_FailState_FailsOnceMoreAndIsNotEnteredAgain()
    {
        var run = Run.Started(Asl.One("Fail", "\"Error\":\"No\",\"Cause\":\"it says so\""));

        run.Send(new ExecutionCommand.Redrive(null));

        Assert.Equal(["ExecutionStarted", "FailStateEntered", "ExecutionFailed", "ExecutionRedriven", "ExecutionFailed"], run.History);
        Assert.Equal(4, run.Events.OfType<ExecutionFailed>().Last().Head.Previous);
        Assert.Equal(new StatesError("No", "it says so"), run.State.Error);
    }

    [Fact]
    public void Redrive_StoppedWait_WaitsItsWholeTimeAgain()
    {
        var run = Run.Started(Asl.One("Wait", "\"Seconds\":10"));
        run.Advance(9);
        run.Stop();

        run.Send(new ExecutionCommand.Redrive(null));

        run.Advance(9);
        Assert.Equal(ExecutionStatus.Running, run.State.Status);
        run.Advance(1);
        Assert.Equal(ExecutionStatus.Succeeded, run.State.Status);
    }

    /// <summary>A failure that was caught is over: nobody comes back to what was given up for it.</summary>
    [Fact]
    public void Redrive_AfterACaughtFork_GoesOnInTheStateThatFailedAlone()
    {
        var run = Run.Started($$$$"""
            {"StartAt":"P","States":{
              "P":{"Type":"Parallel",{{{{s_three}}}},"Catch":[{"ErrorEquals":["Boom"],"Next":"S"}],"Next":"S"},
              "S":{ {{{{s_task}}}},"End":true}}}
            """);
        run.Fail("Boom");
        run.Fail("Again");

        run.Send(new ExecutionCommand.Redrive(null));

        Assert.Equal("""{"Error":"Boom","Cause":null}""", Json.Text(Assert.Single(run.Tasks).Task.Parameters));
        run.Succeed("1");
        Assert.Equal("1", run.Output);
    }

    [Fact]
    public void Redrive_AfterARetriedFork_GoesOnInTheLatestTryAlone()
    {
        var run = Run.Started(Asl.One("Parallel", $"{s_three},\"Retry\":[{Retry}]"));
        run.Fail("Boom");
        run.Advance(1);
        run.Succeed(run.Tasks[0], "\"a\"");
        run.Fail("Boom");

        run.Send(new ExecutionCommand.Redrive(null));

        Assert.Equal(["B", "C"], run.Tasks.Select(t => Json.Text(t.Task.Parameters.GetProperty("state"), "Name")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Redrive_RunningOrSucceeded_IsRefused(bool succeeded)
    {
        var run = Run.Started(Asl.One("Task", $"\"Resource\":\"{Asl.Function}\""));
        if (succeeded)
            run.Succeed();
        var before = run.State.Fingerprint();

        Assert.False(run.Send(new ExecutionCommand.Redrive(null)));
        Assert.Equal(before, run.State.Fingerprint());
        Assert.Equal(
            $"Execution is {(succeeded ? "SUCCEEDED" : "RUNNING")} and cannot be redriven",
            Redrives.WhyNot(run.State, run.Clock.GetUtcNow())
        );
    }

    [Fact]
    public void Redrive_EndedMoreThanFourteenDaysAgo_IsRefused()
    {
        var run = Run.Started(Asl.One("Fail"));
        run.Advance(TimeSpan.FromDays(14).TotalSeconds);
        Assert.Null(Redrives.WhyNot(run.State, run.Clock.GetUtcNow()));

        run.Advance(1);

        Assert.False(run.Send(new ExecutionCommand.Redrive(null)));
    }

    [Fact]
    public void RedriveRequests_MoreThanAreRemembered_AreTheLatest()
    {
        var run = Run.Started(Asl.One("Fail"));
        for (var i = 0; i <= Redrives.RememberedTokens; i++)
            run.Send(new ExecutionCommand.Redrive($"token-{i}"));

        Assert.Equal(
            Enumerable.Range(1, Redrives.RememberedTokens).Select(i => $"token-{i}"),
            run.State.RedriveRequests.Select(r => r.ClientToken)
        );
    }

    /// <summary>Whatever fails or is stopped whenever, the output is in the end that of a run without a fault.</summary>
    [Fact]
    public void Redrive_AsOftenAsItTakes_DoesEverythingOnce() =>
        Prop.ForAll(
                Gen.Choose(0, 4).ArrayOf(60).ToArbitrary(),
                acts =>
                {
                    var run = Run.Started(
                        Asl.One("Map", $$$$"""
                            "MaxConcurrency":2,"ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Parallel",{{{{s_three}}}},"Retry":[{{{{Retry}}}}],"End":true}}}
                            """),
                        "[1,2,3]"
                    );
                    foreach (var act in acts.Append(-1))
                    {
                        Step(run, act);
                        while (act < 0 && run.State.Status != ExecutionStatus.Succeeded)
                            Step(run, act);
                    }
                    Assert.Equal("[[\"A1\",\"B1\",\"C1\"],[\"A2\",\"B2\",\"C2\"],[\"A3\",\"B3\",\"C3\"]]", run.Output);
                    Assert.Single(run.History, type => type == "MapStateStarted");
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static void Step(Run run, int act)
    {
        if (!run.State.IsRunning)
            run.Send(new ExecutionCommand.Redrive(null));
        else if (run.Tasks.Count == 0)
            run.Advance(1);
        else if (act == 3)
            run.Fail("Boom");
        else if (act == 4)
            run.Stop();
        else
        {
            var task = run.Tasks[Math.Max(act, 0) % run.Tasks.Count];
            var name = Json.Text(task.Task.Parameters.GetProperty("state"), "Name");
            run.Succeed(task, $"\"{name}{Json.Text(task.Task.Parameters.GetProperty("in"))}\"");
        }
    }

    private static void FailBoth(Run run)
    {
        run.Fail("Boom");
        run.Advance(1);
        run.Fail("Boom");
        Assert.Equal(ExecutionStatus.Failed, run.State.Status);
    }
}
