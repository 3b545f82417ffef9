using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KillSwitch.Tests;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Workflows.Tests.LimitChanges.InMemory;

/// <summary>limit-change.asl.json, as far as the tests need to follow it without an engine.</summary>
internal sealed partial class LimitDefinition
{
    private readonly JsonObject _states;

    public LimitDefinition()
    {
        Json = JsonNode.Parse(File.ReadAllText(FilePath))!.AsObject();
        _states = Json["States"]!.AsObject();
    }

    public static string FilePath { get; } = SourceTree.File("statemachines", "limit-change.asl.json");

    public JsonObject Json { get; }

    public IEnumerable<KeyValuePair<string, JsonNode?>> States => _states;

    public string StartAt => Json["StartAt"]!.GetValue<string>();

    public JsonObject State(string name) => _states[name]!.AsObject();

    public static string Type(JsonObject state) => state["Type"]!.GetValue<string>();

    public static string Next(JsonObject state) => state["Next"]!.GetValue<string>();

    public static bool Waits(JsonObject task) =>
        task["Resource"]!.GetValue<string>().EndsWith(".waitForTaskToken", StringComparison.Ordinal);

    public static string Placeholder(JsonObject task) =>
        PlaceholderForm().Match(task["Arguments"]!["FunctionName"]!.GetValue<string>()).Groups[1].Value;

    public static string Function(JsonObject task) => LimitStepNames.ByPlaceholder[Placeholder(task)];

    /// <summary>Where a Choice leads. Every condition here compares <c>$next</c> with one word or a list of words.</summary>
    public static string Choose(JsonObject choice, string next)
    {
        foreach (var rule in choice["Choices"]!.AsArray())
        {
            if (Words(rule!["Condition"]!.GetValue<string>()).Contains(next))
                return Next(rule.AsObject());
        }
        return choice["Default"]!.GetValue<string>();
    }

    public static IReadOnlyList<string> Words(string condition)
    {
        var match = ConditionForm().Match(condition);
        Assert.True(match.Success, $"A condition of a form that these tests do not know: {condition}");
        return [.. WordForm().Matches(match.Groups[1].Value).Select(word => word.Groups[1].Value)];
    }

    public static JsonObject? Matching(JsonNode? rules, string error) =>
        rules?.AsArray().Select(rule => rule!.AsObject()).FirstOrDefault(rule =>
            rule["ErrorEquals"]!.AsArray().Any(name => name!.GetValue<string>() is var word && (word == error || word == "States.ALL")));

    [GeneratedRegex(@"^\$\{(\w+)\}$")]
    private static partial Regex PlaceholderForm();

    [GeneratedRegex(@"^\{% \$next (?:=|in) (.+) %\}$")]
    private static partial Regex ConditionForm();

    [GeneratedRegex("'([A-Z_]+)'")]
    private static partial Regex WordForm();
}
