using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Executions;

public class PassTests
{
    [Theory]
    [InlineData("", """{"a": 1}""", """{"a": 1}""")]
    [InlineData("\"Result\":{\"x\":1}", """{"a":1}""", """{"x":1}""")]
    [InlineData("\"Result\":7,\"ResultPath\":\"$.b.c\"", """{"a":1}""", """{"a":1,"b":{"c":7}}""")]
    [InlineData("\"Result\":7,\"ResultPath\":null", """{"a":1}""", """{"a":1}""")]
    [InlineData("\"InputPath\":\"$.a\"", """{"a":{"b":2}}""", """{"b":2}""")]
    [InlineData("\"InputPath\":null", """{"a":1}""", "{}")]
    [InlineData("\"OutputPath\":\"$.a\"", """{"a":[1, 2]}""", "[1,2]")]
    [InlineData(
        "\"Parameters\":{\"b.$\":\"$.a\",\"c\":\"$.a\",\"n.$\":\"$$.Execution.Name\"}",
        """{"a":1}""",
        """{"b":1,"c":"$.a","n":"e"}"""
    )]
    [InlineData("\"Parameters\":{\"s.$\":\"States.Format('{}-{}', $.a, 2)\"}", """{"a":"x"}""", """{"s":"x-2"}""")]
    public void Begin_JsonPath_ShapesTheOutput(string members, string input, string output)
    {
        var run = Run.Started(Asl.One("Pass", members), input);

        Assert.Equal(output, run.Output);
        Assert.Equal(["ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded"], run.History);
    }

    [Theory]
    [InlineData("\"InputPath\":\"$.none\"", "Invalid path '$.none' : No results for path: $['none']")]
    [InlineData("\"OutputPath\":\"$.a.b.c\"", "Invalid path '$.a.b.c' : Missing property in path $['a']['b']")]
    [InlineData(
        "\"Parameters\":{\"v.$\":\"$.none\"}",
        """The JSONPath '$.none' specified for the field 'v.$' could not be found in the input '{"a":{}}'"""
    )]
    public void Begin_PathLeadsNowhere_FailsWithRuntime(string members, string problem)
    {
        var run = Run.Started(Asl.One("Pass", members), """{"a": {}}""");

        Assert.Equal(ExecutionStatus.Failed, run.State.Status);
        Assert.Equal(ErrorNames.Runtime, run.State.Error!.Error);
        Assert.Equal($"An error occurred while executing the state 'S' (entered at the event id #2). {problem}", run.State.Error.Cause);
    }

    [Fact]
    public void Begin_JsonataOutput_IsEvaluatedWithInputAndVariables()
    {
        var jsonata = new ScriptedJsonata().On("$states.input.a", b =>
            Json.Member(b.GetProperty("states").GetProperty("input"), "a")!.Value
        );

        var run = Run.Started(
            Asl.Jsonata("Pass", "\"Output\":{\"x\":\"{% $states.input.a %}\",\"y\":\"plain\"}"),
            """{"a":[1,2]}""",
            jsonata
        );

        Assert.Equal("""{"x":[1,2],"y":"plain"}""", run.Output);
    }

    [Fact]
    public void Begin_JsonataGivesNothing_FailsAndHistorySaysWhere()
    {
        var run = Run.Started(Asl.Jsonata("Pass", "\"Output\":{\"x\":\"{% $nothing %}\"}"));

        Assert.Equal(["ExecutionStarted", "PassStateEntered", "EvaluationFailed", "ExecutionFailed"], run.History);
        Assert.Equal(ErrorNames.QueryEvaluationError, run.State.Error!.Error);
        Assert.Equal(
            "An error occurred while executing the state 'S' (entered at the event id #2). The JSONata expression '$nothing' specified for the field 'Output/x' returned nothing (undefined).",
            run.State.Error.Cause);
    }

    [Fact]
    public void Exit_OutputOver256KiB_FailsWithDataLimitExceeded()
    {
        var definition = Asl.One("Pass", "\"Parameters\":{\"a.$\":\"$.a\",\"b.$\":\"$.a\"}");

        var run = Run.Started(definition, $$"""{"a":"{{new string('x', Limits.PayloadBytes / 2)}}"}""");

        Assert.Equal(
            new StatesError(
                ErrorNames.DataLimitExceeded,
                "The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit."
            ),
            run.State.Error
        );
    }
}
