using System.Text.RegularExpressions;
using KillSwitch.StatesLanguage.Choices;
using KillSwitch.StatesLanguage.Paths;
using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>
/// The variables a state reads. Exact for JSONPath; expressions of JSONata are looked at as text: a name after a dollar
/// that is neither called nor bound in the expression itself.
/// </summary>
internal static partial class VariableReferences
{
    public static IEnumerable<string> Of(State state)
    {
        var templates = Templates(state).OfType<Template>().ToList();
        var paths = Paths(state).Select(p => p?.Variable).OfType<string>();
        return templates
            .SelectMany(t => t.Variables)
            .Concat(paths)
            .Concat(templates.SelectMany(t => t.Expressions).SelectMany(e => InExpression(e.Expression)));
    }

    private static IEnumerable<Template?> Templates(State state)
    {
        IEnumerable<Template?> own = state switch
        {
            TaskState s => [s.TimeoutSeconds, s.HeartbeatSeconds],
            WaitState s => [s.Seconds, s.Timestamp],
            FailState s => [s.Error, s.Cause],
            MapState s => [s.Items, s.ItemSelector, s.MaxConcurrency, s.ToleratedFailureCount, s.ToleratedFailurePercentage],
            ChoiceState s => s.Rules.SelectMany(r => new[] { r.Expression, r.Assign, r.Output }),
            _ => [],
        };
        return own
            .Concat([state.Parameters, state.ResultSelector, state.Assign, state.Output])
            .Concat(state.Catch.SelectMany(c => new[] { c.Assign, c.Output }));
    }

    private static IEnumerable<JsonPath?> Paths(State state)
    {
        IEnumerable<JsonPath?> own = state switch
        {
            MapState s => [s.ItemsPath],
            ChoiceState s => s.Rules.SelectMany(r => OfCondition(r.Condition)),
            _ => [],
        };
        return own.Concat([state.InputPath.Path, state.OutputPath.Path]);
    }

    private static IEnumerable<JsonPath?> OfCondition(Condition? condition) => condition switch
    {
        Condition.And c => c.All.SelectMany(OfCondition),
        Condition.Or c => c.Any.SelectMany(OfCondition),
        Condition.Not c => OfCondition(c.Inner),
        Comparison c => [c.Variable, c.ValuePath],
        _ => [],
    };

    private static IEnumerable<string> InExpression(string expression)
    {
        var bare = Quoted().Replace(expression, "");
        var bound = Bound()
            .Matches(bare)
            .SelectMany(m => Name().Matches(m.Value))
            .Select(m => m.Groups[1].Value)
            .Append("states")
            .ToHashSet(StringComparer.Ordinal);
        return Name().Matches(bare).Select(m => m.Groups[1].Value).Where(n => !bound.Contains(n));
    }

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\$[A-Za-z_]\w*\s*:=|(function|λ)\s*\([^)]*\)")]
    private static partial Regex Bound();

    [GeneratedRegex(@"(?<!\$)\$([A-Za-z_]\w*)\b(?!\s*\()")]
    private static partial Regex Name();
}
