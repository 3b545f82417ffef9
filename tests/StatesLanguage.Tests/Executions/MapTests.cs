using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Executions;

public class MapTests
{
    private static string Map(string members, string state) => Asl.One("Map", $$"""
        {{members}}"ItemProcessor":{"StartAt":"I","States":{"I":{{state}} } }
        """);

    private static readonly string TaskState = $$"""{"Type":"Task","Resource":"{{Asl.Function}}","End":true}""";

    private const string PassState = """{"Type":"Pass","End":true}""";

    [Fact]
    public void Items_EachIsProcessed_ResultsInTheirOrder()
    {
        var run = Run.Started(Map("", TaskState), "[1, 2, 3]");

        Assert.Equal(["1", "2", "3"], run.Tasks.Select(t => Json.Text(t.Task.Parameters)));
        run.Succeed(run.Tasks[2], "30");
        run.Succeed(run.Tasks[0], "10");
        run.Succeed("20");

        Assert.Equal("[10,20,30]", run.Output);
    }

    [Fact]
    public void MaxConcurrency_One_RunsOneAfterTheOther()
    {
        var run = Run.Started(Map("\"MaxConcurrency\":1,", TaskState), "[1,2]");

        Assert.Single(run.Tasks);
        run.Succeed("10");
        Assert.Equal("2", Json.Text(run.Task.Task.Parameters));
    }

    [Fact]
    public void ItemSelector_SeesItemIndexAndInput()
    {
        var run = Run.Started(
            Map("""
                "ItemsPath":"$.items","ItemSelector":{"i.$":"$$.Map.Item.Index","v.$":"$$.Map.Item.Value","k.$":"$.k"},
                """, PassState),
            """{"items":["a","b"],"k":9}""");

        Assert.Equal("""[{"i":0,"v":"a","k":9},{"i":1,"v":"b","k":9}]""", run.Output);
    }

    [Fact]
    public void NoItems_GiveAnEmptyArray()
    {
        var run = Run.Started(Map("", PassState), "[]");

        Assert.Equal("[]", run.Output);
        Assert.Equal(["MapStateEntered", "MapStateStarted", "MapStateSucceeded", "MapStateExited"], run.History.Skip(1).Take(4));
    }

    [Fact]
    public void OneIterationFails_OthersAreAborted()
    {
        var run = Run.Started(Map("", TaskState), "[1,2]");

        run.Fail("Boom");

        Assert.Equal(
            [
                "LambdaFunctionFailed",
                "MapIterationFailed",
                "TaskStateAborted",
                "MapIterationAborted",
                "TaskStateAborted",
                "MapStateFailed",
                "ExecutionFailed",
            ],
            run.History.TakeLast(7)
        );
    }

    [Fact]
    public void ToleratedFailureCount_NotPassed_LeavesTheFailedOut()
    {
        var run = Run.Started(Map("\"MaxConcurrency\":1,\"ToleratedFailureCount\":1,", TaskState), "[1,2,3]");

        run.Fail("Boom");
        run.Succeed("2");
        run.Succeed("3");

        Assert.Equal("[2,3]", run.Output);
    }

    [Fact]
    public void Items_NoArray_FailsWithRuntime()
    {
        var run = Run.Started(Map("\"ItemsPath\":\"$.items\",", PassState), """{"items":7}""");

        Assert.Equal(ErrorNames.Runtime, run.State.Error!.Error);
    }

    [Theory]
    [InlineData("MaxConcurrency", "1.5", "The MaxConcurrencyPath field refers to value \"1.5\" which is not a valid integer: $.n")]
    [InlineData("MaxConcurrency", "\"many\"", "The MaxConcurrencyPath field refers to value \"many\" which is not a valid integer: $.n")]
    [InlineData("ToleratedFailureCount", "-1", "ToleratedFailureCount cannot be negative.")]
    [InlineData("ToleratedFailurePercentage", "100.1", "ToleratedFailurePercentage must be between 0 and 100.")]
    [InlineData("ToleratedFailurePercentage", "-1", "ToleratedFailurePercentage must be between 0 and 100.")]
    public void Number_ThatAPathGivesAndNoMapCanHave_FailsInTheServicesWords(string field, string value, string why)
    {
        var run = Run.Started(
            Map($"\"ItemsPath\":\"$.items\",\"{field}Path\":\"$.n\",", PassState),
            $$"""{"items":[1],"n":{{value}}}"""
        );

        Assert.Equal(ErrorNames.Runtime, run.State.Error!.Error);
        Assert.EndsWith(why, run.State.Error.Cause);
    }

    [Theory]
    [InlineData("MaxConcurrency", "1.5", "Expected 'integer', but was 'number' for value: 1.5")]
    [InlineData("ToleratedFailurePercentage", "101", "ToleratedFailurePercentage must be between 0 and 100.")]
    public void Number_ThatAnExpressionGivesAndNoMapCanHave_IsAQueryEvaluationError(string field, string value, string why)
    {
        var definition = Map($"\"QueryLanguage\":\"JSONata\",\"{field}\":\"{{% n %}}\",", PassState);

        var run = Run.Started(definition, "[1]", new ScriptedJsonata().On("n", _ => Json.Parse(value)));

        Assert.Equal(ErrorNames.QueryEvaluationError, run.State.Error!.Error);
        Assert.EndsWith(why, run.State.Error.Cause);
    }

    [Fact]
    public void Nested_MapInMap_KeepsTheShape()
    {
        var run = Run.Started(
            Map("", """{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"J","States":{"J":{"Type":"Pass","End":true} } } }"""),
            "[[1,2],[3]]"
        );

        Assert.Equal("[[1,2],[3]]", run.Output);
    }
}
