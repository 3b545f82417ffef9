using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Definitions;

public class TaskOptionsTests
{
    private const string CatchAll = "\"Catch\":[{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"Caught\"}]";
    private const string Role = "\"Credentials\":{\"RoleArn\":\"arn:aws:iam::111111111111:role/other\"}";

    [Theory]
    [InlineData("\"Credentials\":{\"RoleArn\":\"arn:aws:iam::111111111111:role/other\"}")]
    [InlineData("\"Credentials\":{\"RoleArn.$\":\"$.role\"}")]
    [InlineData("\"Credentials\":{}")]
    [InlineData("\"Credentials\":null")]
    [InlineData("\"QueryLanguage\":\"JSONata\",\"Credentials\":{\"RoleArn\":\"{% $role %}\"}")]
    public void Check_Credentials_AreRefusedWithPlaceAndReason(string members)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Asl.Task(members)));

        Assert.Equal(
            "SCHEMA_VALIDATION_FAILED: The field 'Credentials' is not supported by this engine: it takes on no role, so that the task would be done as somebody else than it says. Leave it out where the definition runs here. at /States/S/Credentials",
            invalid.Message
        );
    }

    [Fact]
    public void Check_CredentialsAcceptedEarlier_FailUncatchablyAndNothingIsCalled()
    {
        var run = Run.Restored(Asl.Task($"{Role},{CatchAll}"), new TestHost());

        Assert.Equal(ErrorNames.Runtime, run.State.Error!.Error);
        Assert.Contains("The field 'Credentials' is not supported by this engine", run.State.Error.Cause);
        Assert.Equal(["ExecutionStarted", "TaskStateEntered", "ExecutionFailed"], run.History);
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(60, 61)]
    [InlineData(1, 99_999_999)]
    public void Check_HeartbeatIsNotLessThanTheTimeOut_IsRefusedWithItsPlace(long timeout, long heartbeat)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Times(timeout, heartbeat)));

        Assert.Equal(
            $"SCHEMA_VALIDATION_FAILED: HeartbeatSeconds must be less than TimeoutSeconds: {heartbeat} is not less than {timeout}, so that a missed heartbeat would never be noticed at /States/S/HeartbeatSeconds",
            invalid.Message
        );
    }

    [Fact]
    public void Check_HeartbeatIsLessThanTheTimeOut_IsTaken() => StateMachine.Parse(Times(61, 60));

    [Fact]
    public void Check_HeartbeatAcceptedEarlier_FailsUncatchablyAndNothingIsCalled()
    {
        var run = Run.Restored(Asl.Task($"\"TimeoutSeconds\":60,\"HeartbeatSeconds\":60,{CatchAll}"), new TestHost());

        Assert.Equal(ErrorNames.Runtime, run.State.Error!.Error);
        Assert.EndsWith("60 is not less than 60, so that a missed heartbeat would never be noticed", run.State.Error.Cause);
        Assert.DoesNotContain("LambdaFunctionScheduled", run.History);
    }

    private static string Times(long timeout, long heartbeat) =>
        Asl.Task($"\"TimeoutSeconds\":{timeout},\"HeartbeatSeconds\":{heartbeat}");
}
