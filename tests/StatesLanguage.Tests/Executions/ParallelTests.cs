using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Executions;

public class ParallelTests
{
    private static readonly string TwoTasks = $$"""
        "Branches":[{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"{{Asl.Function}}","End":true} } },
                    {"StartAt":"B","States":{"B":{"Type":"Task","Resource":"{{Asl.Function}}","End":true} } }]
        """;

    [Fact]
    public void Branches_EndInAnyOrder_GiveResultsInTheirOwn()
    {
        var run = Run.Started(Asl.One("Parallel", TwoTasks), "5");

        run.Succeed(run.Tasks[1], "\"b\"");
        Assert.Equal(ExecutionStatus.Running, run.State.Status);
        run.Succeed("\"a\"");

        Assert.Equal("""["a","b"]""", run.Output);
    }

    [Fact]
    public void Branches_BothTasks_AreScheduledBeforeEitherIsBegun()
    {
        var run = Run.Started(Asl.One("Parallel", TwoTasks));

        Assert.Equal(
            [
                "TaskStateEntered",
                "LambdaFunctionScheduled",
                "TaskStateEntered",
                "LambdaFunctionScheduled",
                "LambdaFunctionStarted",
                "LambdaFunctionStarted",
            ],
            run.History.Skip(3)
        );
    }

    [Fact]
    public void OneBranchFails_OthersAreGivenUp()
    {
        var run = Run.Started(Asl.One("Parallel", TwoTasks));

        run.Fail("Boom", "a");

        Assert.Equal(
            ["LambdaFunctionFailed", "TaskStateAborted", "TaskStateAborted", "ParallelStateFailed", "ExecutionFailed"],
            run.History.TakeLast(5)
        );
        Assert.Equal(new StatesError("Boom", "a"), run.State.Error);
        Assert.Empty(run.Tasks);
    }

    [Fact]
    public void Variables_OuterAreSeenInside_InnerNotOutside()
    {
        var run = Run.Started("""
            {"StartAt":"V","States":{
              "V":{"Type":"Pass","Assign":{"outer":1},"Next":"P"},
              "P":{"Type":"Parallel","Next":"After","Branches":[{"StartAt":"I","States":{
                   "I":{"Type":"Pass","Assign":{"inner.$":"$outer"},"Next":"J"},"J":{"Type":"Pass","Parameters":{"both.$":"States.Array($outer, $inner)"},"End":true}}}]},
              "After":{"Type":"Pass","Parameters":{"x.$":"$inner"},"End":true}}}
            """);

        Assert.Contains(run.Events, e =>
            e is StatesLanguage.Events.StateExited { Name: "J" } j && Json.Text(j.Output) == """{"both":[1,1]}"""
        );
        Assert.Equal(ErrorNames.Runtime, run.State.Error!.Error);
        Assert.Contains("$inner", run.State.Error.Cause);
    }
}
