using System.Reflection;
using System.Text.Json;
using KillSwitch.Tests;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Workflows.Tests.Operators;

public sealed class AuditStepsTests
{
    [Fact]
    public void All_HasEveryActAndEveryStateThatCallsAFunction()
    {
        var acts = typeof(Audits).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral)
            .Select(f => (f.Name, Value: (string)f.GetRawConstantValue()!)).Where(c => c.Name == c.Value).Select(c => c.Value);
        var states = new[] { "kill-incident.asl.json", "limit-change.asl.json" }.SelectMany(Tasks);

        Assert.Equal(acts.Concat(states).Order(), AuditSteps.All.Order());
    }

    private static IReadOnlyList<string> Tasks(string file)
    {
        using var definition = JsonDocument.Parse(File.ReadAllText(SourceTree.File("statemachines", file)));
        return
        [
            .. definition.RootElement.GetProperty("States").EnumerateObject()
                .Where(state => state.Value.GetProperty("Type").GetString() == "Task").Select(state => state.Name),
        ];
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ApprovalDecided")]
    public void Check_StepThatThereIs_IsNoRefusal(string? step) => Assert.Null(AuditSteps.Check(step));
}
