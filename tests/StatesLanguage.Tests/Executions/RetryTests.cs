using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Executions;

public class RetryTests
{
    [Fact]
    public void Retry_BackoffAndMaxDelay_WaitsAsTheScheduleSays()
    {
        var run = Run.Started(
            Asl.Retrying("""{"ErrorEquals":["States.ALL"],"IntervalSeconds":2,"BackoffRate":3,"MaxAttempts":3,"MaxDelaySeconds":10}""")
        );

        foreach (var delay in new[] { 2, 6, 10 })
        {
            run.Fail("Boom");
            Assert.Empty(run.Tasks);
            run.Advance(delay - 0.001);
            Assert.Empty(run.Tasks);
            run.Advance(0.001);
            Assert.Single(run.Tasks);
        }
        run.Fail("Boom", "fourth");

        Assert.Equal(new StatesError("Boom", "fourth"), run.State.Error);
        Assert.Equal(4, run.History.Count(t => t == "LambdaFunctionFailed"));
    }

    [Fact]
    public void Retry_DefaultsOfTheLanguage_AreOneSecondDoubledThreeTimes()
    {
        var run = Run.Started(Asl.Retrying("""{"ErrorEquals":["Boom"]}"""));

        foreach (var delay in new[] { 1, 2, 4 })
        {
            run.Fail("Boom");
            Assert.Equal(run.Clock.GetUtcNow().AddSeconds(delay), run.Due);
            run.Advance(delay);
        }
        run.Fail("Boom");

        Assert.Equal(ExecutionStatus.Failed, run.State.Status);
    }

    [Fact]
    public void Retry_FullJitter_WaitsThePartDrawn()
    {
        var run = Run.Started(Asl.Retrying("""{"ErrorEquals":["Boom"],"IntervalSeconds":8,"JitterStrategy":"FULL"}"""));
        run.Entropy.Random = 0.25;

        run.Fail("Boom");

        Assert.Equal(run.Clock.GetUtcNow().AddSeconds(2), run.Due);
    }

    [Fact]
    public void Retry_SeveralRetriers_EachCountsItsOwn()
    {
        var run = Run.Started(
            Asl.Retrying("""{"ErrorEquals":["A"],"MaxAttempts":1},{"ErrorEquals":["B"],"MaxAttempts":1,"IntervalSeconds":5}""")
        );

        run.Fail("A");
        run.Advance(1);
        run.Fail("B");
        run.Advance(5);
        Assert.Single(run.Tasks);
        run.Fail("A");

        Assert.Equal("A", run.State.Error!.Error);
    }

    [Theory]
    [InlineData("States.ALL", "Anything", true)]
    [InlineData("States.ALL", "States.Timeout", true)]
    [InlineData("States.TaskFailed", "Anything", true)]
    [InlineData("States.TaskFailed", "States.Timeout", false)]
    [InlineData("Anything", "Other", false)]
    [InlineData("States.ALL", "States.Runtime", false)]
    public void Retry_ErrorEquals_MatchesAsTheLanguageSays(string errorEquals, string error, bool retried)
    {
        var run = Run.Started(Asl.Retrying($$"""{"ErrorEquals":["{{errorEquals}}"]}"""));

        run.Fail(error);

        Assert.Equal(retried ? ExecutionStatus.Running : ExecutionStatus.Failed, run.State.Status);
    }

    [Fact]
    public void Retry_CountInContext_RisesWithEachAttempt()
    {
        var run = Run.Started(Asl.Task("""
            "Parameters":{"n.$":"$$.State.RetryCount"},"Retry":[{"ErrorEquals":["States.ALL"]}]
            """));

        run.Fail("Boom");
        run.Advance(1);

        Assert.Equal("""{"n":1}""", Json.Text(run.Task.Task.Parameters));
    }

    [Fact]
    public void Retry_OfAParallel_StartsAllBranchesAgain()
    {
        var run = Run.Started(
            Asl.One(
                "Parallel",
                $$"""
                "Branches":[{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"{{Asl.Function}}","End":true} } },{"StartAt":"B","States":{"B":{"Type":"Pass","End":true} } }],
                "Retry":[{"ErrorEquals":["Boom"],"MaxAttempts":1}]
                """
            )
        );

        run.Fail("Boom");
        run.Advance(1);
        run.Succeed("1");

        Assert.Equal("[1,{}]", run.Output);
        Assert.Equal(2, run.History.Count(t => t == "ParallelStateStarted"));
        Assert.DoesNotContain("ParallelStateFailed", run.History);
    }
}
