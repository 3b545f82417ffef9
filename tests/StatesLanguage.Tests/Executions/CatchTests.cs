using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Executions;

public class CatchTests
{
    [Theory]
    [InlineData("", """{"Error":"Boom","Cause":"why"}""")]
    [InlineData(",\"ResultPath\":\"$.e\"", """{"a":1,"e":{"Error":"Boom","Cause":"why"}}""")]
    [InlineData(",\"ResultPath\":null", """{"a":1}""")]
    public void Catch_JsonPath_PassesErrorAndCauseOn(string resultPath, string output)
    {
        var run = Run.Started(Asl.Catching($$"""{"ErrorEquals":["Boom"],"Next":"Caught"{{resultPath}}}"""), """{"a":1}""");

        run.Fail("Boom", "why");

        Assert.Equal(output, run.Output);
        Assert.Equal("TaskStateExited", run.History[5]);
    }

    [Fact]
    public void Catch_FirstThatMatches_IsTaken()
    {
        var run = Run.Started(
            Asl.Catching(
                """{"ErrorEquals":["Other"],"Next":"Caught","ResultPath":"$.first"},{"ErrorEquals":["States.ALL"],"Next":"Caught","ResultPath":"$.second"}"""
            )
        );

        run.Fail("Boom");

        Assert.NotNull(Json.Member(run.State.Output!.Value, "second"));
    }

    [Fact]
    public void Catch_Runtime_IsNeverCaught()
    {
        var run = Run.Started(
            Asl.Task(
                """
                "OutputPath":"$.none","Catch":[{"ErrorEquals":["States.Runtime"],"Next":"Caught"},{"ErrorEquals":["States.ALL"],"Next":"Caught"}]
                """
            )
        );

        run.Succeed();

        Assert.Equal(ErrorNames.Runtime, run.State.Error!.Error);
    }

    [Fact]
    public void Catch_Timeout_HasAnEmptyCause()
    {
        var run = Run.Started(Asl.Task("""
            "TimeoutSeconds":1,"Catch":[{"ErrorEquals":["States.Timeout"],"Next":"Caught"}]
            """));

        run.Advance(1);

        Assert.Equal("""{"Error":"States.Timeout","Cause":""}""", run.Output);
    }

    [Theory]
    [InlineData(ErrorNames.HeartbeatTimeout)]
    [InlineData(ErrorNames.Timeout)]
    public void Catch_MissedHeartbeat_IsCaughtByEitherName(string name)
    {
        var run = Run.Started(Asl.Task(Beating(name), "arn:aws:states:::lambda:invoke.waitForTaskToken"));

        run.Advance(2);

        Assert.Equal("""{"Error":"States.Timeout","Cause":""}""", run.Output);
        Assert.Contains("TaskTimedOut", run.History);
    }

    [Fact]
    public void Catch_TimeoutThatIsNoHeartbeat_IsNotCaughtAsOne()
    {
        var run = Run.Started(Asl.Task("""
            "TimeoutSeconds":1,"Catch":[{"ErrorEquals":["States.HeartbeatTimeout"],"Next":"Caught"}]
            """));

        run.Advance(1);

        Assert.Equal(ErrorNames.Timeout, run.State.Error!.Error);
    }

    [Fact]
    public void Catch_MissedHeartbeatInABranch_IsCaughtAroundIt()
    {
        var run = Run.Started("""
            {"StartAt":"P","States":{
              "P":{"Type":"Parallel","End":true,"Catch":[{"ErrorEquals":["States.HeartbeatTimeout"],"Next":"C","ResultPath":"$.why"}],
                   "Branches":[{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","HeartbeatSeconds":2,"Parameters":{"FunctionName":"f","Payload":{"t.$":"$$.Task.Token"}},"End":true}}}]},
              "C":{"Type":"Pass","End":true}}}
            """);

        run.Advance(2);

        Assert.Equal("""{"why":{"Error":"States.Timeout","Cause":""}}""", run.Output);
    }

    [Fact]
    public void Retry_MissedHeartbeat_IsTriedAgain()
    {
        var run = Run.Started(Asl.Task("""
            "HeartbeatSeconds":2,"Retry":[{"ErrorEquals":["States.HeartbeatTimeout"],"IntervalSeconds":1,"MaxAttempts":1}],
            "Parameters":{"FunctionName":"f","Payload":{"t.$":"$$.Task.Token"}}
            """, "arn:aws:states:::lambda:invoke.waitForTaskToken"));

        run.Advance(2);
        run.Advance(1);

        Assert.Equal(2, run.History.Count(t => t == "TaskScheduled"));
    }

    [Fact]
    public void Catch_AfterRetriesAreUsedUp_IsTaken()
    {
        var run = Run.Started(Asl.Task("""
            "Retry":[{"ErrorEquals":["Boom"],"MaxAttempts":1}],"Catch":[{"ErrorEquals":["Boom"],"Next":"Caught"}]
            """));

        run.Fail("Boom", "first");
        run.Advance(1);
        run.Fail("Boom", "second");

        Assert.Equal("""{"Error":"Boom","Cause":"second"}""", run.Output);
    }

    [Fact]
    public void Catch_JsonataQueryError_IsCaughtWithAssignAndOutput()
    {
        var jsonata = new ScriptedJsonata()
            .On("$states.errorOutput.Error", b => b.GetProperty("states").GetProperty("errorOutput").GetProperty("Error"))
            .On("$why", b => b.GetProperty("why"));
        var definition = $$$"""
            {"QueryLanguage":"JSONata","StartAt":"S","States":{
              "S":{"Type":"Task","Resource":"{{{Asl.Function}}}","Arguments":"{% $none %}","End":true,
                   "Catch":[{"ErrorEquals":["States.QueryEvaluationError"],"Next":"C","Assign":{"why":"{% $states.errorOutput.Error %}"},"Output":{}}]},
              "C":{"Type":"Pass","Output":"{% $why %}","End":true} } }
            """;

        var run = Run.Started(definition, jsonata: jsonata);

        Assert.Equal("\"States.QueryEvaluationError\"", run.Output);
        Assert.Equal(["EvaluationFailed", "TaskStateExited"], run.History.Skip(2).Take(2));
    }

    private static string Beating(string caught) =>
        $$$"""
            "HeartbeatSeconds":2,"Catch":[{"ErrorEquals":["{{{caught}}}"],"Next":"Caught"}],
            "Parameters":{"FunctionName":"f","Payload":{"t.$":"$$.Task.Token"}}
            """;
}
