using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Definitions;

/// <summary>What tasks may call: at the reading of a definition, and where that came too early.</summary>
public class TaskHostTests
{
    private const string Publish = "arn:aws:states:::sns:publish";
    private const string Activity = "arn:aws:states:us-east-1:000000000000:activity:none";

    private const string CatchAll =
        "\"Retry\":[{\"ErrorEquals\":[\"States.ALL\"]}],\"Catch\":[{\"ErrorEquals\":[\"States.TaskFailed\"],\"Next\":\"Caught\"},{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"Caught\"}]";

    private static readonly TestHost s_host = new() { NotCalled = ["sns"], NoActivities = [Activity] };

    [Fact]
    public void Parse_ResourceIsNotCalled_IsRefusedWithPlaceAndReason()
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Asl.Task(CatchAll, Publish), s_host));

        Assert.Equal(
            $"SCHEMA_VALIDATION_FAILED: {Publish} is not called, lambda:invoke is at /States/S/Resource",
            invalid.Message
        );
    }

    [Fact]
    public void Parse_ResourceInsideAMap_IsRefusedWithItsPlace()
    {
        var definition = $$$"""
            {"StartAt":"M","States":{"M":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"T","States":{
              "T":{"Type":"Task","Resource":"{{{Publish}}}","End":true} } } } } }
            """;

        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(definition, s_host));

        Assert.Equal("/States/M/ItemProcessor/States/T/Resource", Assert.Single(invalid.Diagnostics).Place);
    }

    [Fact]
    public void Restore_ResourceIsNotCalled_FailsUncatchablyAndSchedulesNothing()
    {
        var run = Run.Restored(Asl.Task(CatchAll, Publish), s_host);

        Assert.Equal(ErrorNames.Runtime, run.State.Error!.Error);
        Assert.EndsWith($"{Publish} is not called, lambda:invoke is", run.State.Error.Cause);
        Assert.Equal(["ExecutionStarted", "TaskStateEntered", "ExecutionFailed"], run.History);
    }

    [Fact]
    public void Restore_FieldThatIsRefusedByNow_GoesOnAsItDid()
    {
        var run = Run.Restored(Asl.One("Pass", "\"_comment\":\"x\",\"Result\":1"), s_host);

        Assert.Equal("1", run.Output);
    }

    [Fact]
    public void Task_NoSuchActivity_FailsAtOnceAndUncatchably()
    {
        var run = Run.Restored(Asl.Task(CatchAll, Activity), s_host);

        Assert.Equal((ErrorNames.Runtime, $"Activity Does Not Exist: '{Activity}'"), (run.State.Error!.Error, run.State.Error.Cause));
        Assert.Equal(["ExecutionStarted", "TaskStateEntered", "ActivityScheduleFailed", "ExecutionFailed"], run.History);
    }

    [Theory]
    [InlineData("\"Resource\":\"${ReportFunction}\"", "${ReportFunction}", "Resource")]
    [InlineData("\"Resource\":\"arn:aws:states:us-east-1:000000000000:activity:${Work}\"", "${Work}", "Resource")]
    [InlineData(
        "\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Parameters\":{\"FunctionName\":\"${ReportFunction}\"}",
        "${ReportFunction}",
        "Parameters/FunctionName"
    )]
    [InlineData(
        "\"QueryLanguage\":\"JSONata\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Arguments\":{\"FunctionName\":\"f-${Suffix}\"}",
        "${Suffix}",
        "Arguments/FunctionName"
    )]
    public void Parse_PlaceholderInWhatIsCalled_IsRefusedWithPlaceAndWhatToDo(string members, string placeholder, string place)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Asl.One("Task", members)));

        Assert.Equal(
            $"SCHEMA_VALIDATION_FAILED: The placeholder '{placeholder}' has not been filled in, so that nothing can be called by it. Put the name or ARN of what is to be called in its place before the definition is sent at /States/S/{place}",
            invalid.Message
        );
    }
}
