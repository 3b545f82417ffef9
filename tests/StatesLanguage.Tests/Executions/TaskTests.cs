using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Executions;

public class TaskTests
{
    private const string Invoke = "arn:aws:states:::lambda:invoke";
    private const string Waiting = "arn:aws:states:::lambda:invoke.waitForTaskToken";

    [Fact]
    public void Begin_LambdaArn_CallsItWithTheInput()
    {
        var run = Run.Started(Asl.One("Task", $"\"Resource\":\"{Asl.Function}\""), """{"a": 1}""");

        Assert.Equal("""{"a": 1}""", Json.Text(run.Task.Task.Parameters));
        Assert.Null(run.Task.Task.Token);
        run.Succeed("""{"b":2}""");
        Assert.Equal("""{"b":2}""", run.Output);
        Assert.Equal(
            [
                "ExecutionStarted",
                "TaskStateEntered",
                "LambdaFunctionScheduled",
                "LambdaFunctionStarted",
                "LambdaFunctionSucceeded",
                "TaskStateExited",
                "ExecutionSucceeded",
            ],
            run.History
        );
    }

    [Fact]
    public void Begin_Integration_ShapesParametersAndResult()
    {
        var run = Run.Started(Asl.Task("""
            "Parameters":{"FunctionName":"f","Payload.$":"$.p"},"ResultSelector":{"got.$":"$.Payload"},"ResultPath":"$.r"
            """, Invoke), """{"p":[1]}""");

        Assert.Equal("""{"FunctionName":"f","Payload":[1]}""", Json.Text(run.Task.Task.Parameters));
        run.Succeed("""{"Payload":{"x":1},"StatusCode":200}""");
        Assert.Equal("""{"p":[1],"r":{"got":{"x":1}}}""", run.Output);
    }

    [Fact]
    public void Succeed_ResultOver256KiB_IsATaskFailure()
    {
        var run = Run.Started(Asl.Task("""
            "Catch":[{"ErrorEquals":["States.ALL"],"Next":"Caught"}]
            """));

        run.Succeed($"\"{new string('x', Limits.PayloadBytes)}\"");

        Assert.Contains("LambdaFunctionFailed", run.History);
        Assert.Equal(ErrorNames.DataLimitExceeded, Json.Text(run.State.Output!.Value, "Error"));
    }

    [Fact]
    public void WaitForTaskToken_Submitted_WaitsUntilTheTokenIsRedeemed()
    {
        var run = Run.Started(Asl.Task("""
            "Parameters":{"FunctionName":"f","Payload":{"token.$":"$$.Task.Token"}}
            """, Waiting));
        var task = run.Task;
        Assert.Equal("token-1", task.Task.Token);
        Assert.Contains("token-1", Json.Text(task.Task.Parameters));

        run.Submit("""{"Payload":null}""");
        Assert.Empty(run.Tasks);
        Assert.Equal(ExecutionStatus.Running, run.State.Status);
        var waiting = Assert.Single(WaitingTask.Of(run.State));
        Assert.Equal("token-1", waiting.Token);

        run.Succeed(task, "\"done\"");
        Assert.Equal("\"done\"", run.Output);
        Assert.Equal(["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"], run.History.Skip(2).Take(4));
    }

    [Fact]
    public void WaitForTaskToken_RedeemedBeforeTheFunctionReturned_GoesOnAndTheAnswerIsIgnored()
    {
        var run = Run.Started(Asl.Task("\"Parameters\":{}", Waiting));
        var task = run.Task;

        run.Succeed(task, "1");

        Assert.Equal("1", run.Output);
        Assert.False(run.Send(new ExecutionCommand.SubmitTask(task.Frame, task.Attempt, Json.EmptyObject)));
        Assert.False(run.Send(new ExecutionCommand.SucceedTask(task.Frame, task.Attempt, Json.EmptyObject)));
    }

    [Fact]
    public void WaitForTaskToken_FunctionFails_FailsTheTask()
    {
        var run = Run.Started(Asl.Task("\"Parameters\":{}", Waiting));

        run.Send(new ExecutionCommand.FailSubmission(run.Task.Frame, run.Task.Attempt, new StatesError("Boom", "no")));

        Assert.Equal("TaskSubmitFailed", run.History[^2]);
        Assert.Equal(new StatesError("Boom", "no"), run.State.Error);
    }

    [Fact]
    public void TimeoutSeconds_NoAnswer_TimesOut()
    {
        var run = Run.Started(Asl.Task("\"TimeoutSeconds\":5"));

        run.Advance(4.999);
        Assert.Equal(ExecutionStatus.Running, run.State.Status);
        run.Advance(0.001);

        Assert.Equal(ErrorNames.Timeout, run.State.Error!.Error);
        Assert.Equal("LambdaFunctionTimedOut", run.History[^2]);
        Assert.Empty(run.Tasks);
    }

    [Fact]
    public void HeartbeatSeconds_AliveOnceThenSilent_TimesOutAfterTheLastHeartbeat()
    {
        var run = Run.Started(Asl.Task("\"HeartbeatSeconds\":5,\"Parameters\":{}", Waiting));
        var task = run.Task;
        run.Submit();

        run.Advance(4);
        Assert.True(run.Send(new ExecutionCommand.Heartbeat(task.Frame, task.Attempt)));
        run.Advance(4);
        Assert.Equal(ExecutionStatus.Running, run.State.Status);
        run.Advance(1);

        Assert.Equal(ErrorNames.Timeout, run.State.Error!.Error);
    }

    [Theory]
    [InlineData("\"TimeoutSeconds\":60,\"HeartbeatSecondsPath\":\"$.h\"", """{"h":60}""")]
    [InlineData("\"TimeoutSecondsPath\":\"$.t\",\"HeartbeatSeconds\":60", """{"t":59}""")]
    [InlineData("\"TimeoutSecondsPath\":\"$.t\",\"HeartbeatSecondsPath\":\"$.h\"", """{"t":5,"h":60}""")]
    public void HeartbeatSecondsPath_NotLessThanTheTimeOut_FailsUncatchablyAndNothingIsCalled(string times, string input)
    {
        var run = Run.Started(Asl.Task($"{times},\"Catch\":[{{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"Caught\"}}]"), input);

        Assert.Equal(ErrorNames.Runtime, run.State.Error!.Error);
        Assert.Contains("HeartbeatSeconds must be less than TimeoutSeconds: 60 is not less than ", run.State.Error.Cause);
        Assert.Equal(["ExecutionStarted", "TaskStateEntered", "ExecutionFailed"], run.History);
    }

    [Theory]
    [InlineData("\"TimeoutSeconds\":\"{% t %}\",\"HeartbeatSeconds\":60")]
    [InlineData("\"TimeoutSeconds\":60,\"HeartbeatSeconds\":\"{% h %}\"")]
    public void HeartbeatSeconds_OfAnExpressionNotLessThanTheTimeOut_IsAQueryEvaluationError(string times)
    {
        var jsonata = new ScriptedJsonata().On("t", _ => Json.Number(60L)).On("h", _ => Json.Number(60L));

        var run = Run.Started(Asl.Jsonata("Task", $"\"Resource\":\"{Asl.Function}\",{times}"), jsonata: jsonata);

        Assert.Equal(ErrorNames.QueryEvaluationError, run.State.Error!.Error);
        Assert.EndsWith("60 is not less than 60, so that a missed heartbeat would never be noticed", run.State.Error.Cause);
        Assert.Equal("HeartbeatSeconds", Assert.Single(run.Events.OfType<EvaluationFailed>()).Location);
    }

    [Fact]
    public void Activity_TakenByAWorker_WaitsForItsToken()
    {
        var run = Run.Started(Asl.Task("\"TimeoutSeconds\":60", "arn:aws:states:us-east-1:000000000000:activity:a"), "7");
        var waiting = Assert.Single(WaitingTask.Of(run.State));
        Assert.DoesNotContain("ActivityStarted", run.History);

        Assert.True(run.Send(new ExecutionCommand.TakeActivity(waiting.Frame, waiting.Attempt, "worker")));
        Assert.False(run.Send(new ExecutionCommand.TakeActivity(waiting.Frame, waiting.Attempt, "another")));
        run.Send(new ExecutionCommand.SucceedTask(waiting.Frame, waiting.Attempt, Json.Parse("8")));

        Assert.Equal("8", run.Output);
        Assert.Equal(["ActivityScheduled", "ActivityStarted", "ActivitySucceeded"], run.History.Skip(2).Take(3));
    }

    [Fact]
    public void Context_OfATask_NamesExecutionStateAndRetries()
    {
        var run = Run.Started(Asl.Task("\"Parameters\":{\"c.$\":\"$$\"}"), """{"i":1}""");

        var context = run.Task.Task.Parameters.GetProperty("c");
        Assert.Equal(Run.Identity.Arn, context.GetProperty("Execution").GetProperty("Id").GetString());
        Assert.Equal("""{"i":1}""", Json.Text(context.GetProperty("Execution").GetProperty("Input")));
        Assert.Equal("2025-01-02T14:30:00.000Z", context.GetProperty("State").GetProperty("EnteredTime").GetString());
        Assert.Equal(0, context.GetProperty("State").GetProperty("RetryCount").GetInt32());
        Assert.Equal("m", context.GetProperty("StateMachine").GetProperty("Name").GetString());
    }
}
