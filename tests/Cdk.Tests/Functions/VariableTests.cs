using System.Text.RegularExpressions;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Cdk.Workflow;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Cdk.Tests.Functions;

/// <summary>The README's table of variables, cell by cell.</summary>
[Collection(SynthesizedApps.Collection)]
public sealed partial class VariableTests(SynthesizedApps apps)
{
    private static readonly Dictionary<string, string[]> s_columns = new()
    {
        ["generator"] = [FunctionSpecs.OrderGenerator.Name],
        ["router"] = [FunctionSpecs.OrderRouter.Name],
        ["intake"] = [FunctionSpecs.CommandIntake.Name],
        ["index"] = [FunctionSpecs.AuditIndex.Name],
        ["steps"] = [.. StepNames.ByPlaceholder.Values],
        ["limit steps"] = [.. LimitStepNames.ByPlaceholder.Values],
        ["recovery"] = [FunctionSpecs.Recovery.Name],
        ["API"] = [FunctionSpecs.OperatorApi.Name],
        ["page"] = [FunctionSpecs.ApprovalPage.Name],
        ["notifier"] = [FunctionSpecs.Notifier.Name],
        ["approvers"] = [FunctionSpecs.Approvers.Name],
        ["topics-ensure"] = [FunctionSpecs.EnsureTopics.Name],
    };

    [Fact]
    public void Variables_OfEveryFunction_AreThoseOfTheReadme()
    {
        var rows = ReadmeTables.Rows("Variables");
        var columns = rows[0].Skip(1).ToList();
        Assert.Equal(s_columns.Keys.Order(), columns.Order());
        foreach (
            var (function, column) in s_columns
                .SelectMany(c => c.Value.Select(f => (f, columns.IndexOf(c.Key) + 1)))
                .Where(f => Exists(f.f))
        )
        {
            var wanted = rows.Skip(1).Where(r => Marks(r[column], function)).SelectMany(r => Variable().Matches(r[0]).Select(m => m.Value));
            Assert.Equal(wanted.Order(), Given(function));
        }
    }

    [Fact]
    public void Variables_OfEveryFunction_HaveValues() =>
        Assert.All(
            apps.Usual.OfType("AWS::Lambda::Function").SelectMany(f => (f["Environment.Variables"]?.AsObject() ?? []).Select(v => (f, v))),
            v => Assert.NotEqual("", Templates.Render(v.v.Value))
        );

    private bool Exists(string function) =>
        apps.Usual.OfType("AWS::Lambda::Function").Any(f => f.Text("FunctionName") == apps.Usual.Deployment.Named(function));

    /// <summary>A cell is empty, a dot, or the one step that is meant.</summary>
    private static bool Marks(string cell, string function) => cell == "●" || cell == $"`{function["killswitch-".Length..]}`";

    private IEnumerable<string> Given(string function) =>
        apps.Usual.Function(function)["Environment.Variables"]!
            .AsObject()
            .Select(v => v.Key)
            .Where(k => k.StartsWith("KILLSWITCH_", StringComparison.Ordinal))
            .Order();

    [GeneratedRegex("KILLSWITCH_[A-Z_]+", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
