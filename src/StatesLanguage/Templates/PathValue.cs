using System.Text.Json;
using KillSwitch.StatesLanguage.Evaluations;
using KillSwitch.StatesLanguage.Paths;

namespace KillSwitch.StatesLanguage.Templates;

/// <summary>What a path leads to. A path that leads nowhere fails the state.</summary>
/// <param name="Path">The path.</param>
/// <param name="Field">The field it stands in: <c>value.$</c>.</param>
internal sealed record PathValue(JsonPath Path, string Field) : Template
{
    public override IEnumerable<string> Variables => Path.Variable is null ? [] : [Path.Variable];

    internal override JsonElement Build(Evaluation evaluation, IReadOnlyDictionary<ExpressionValue, JsonElement> values) =>
        evaluation.Get(Path)
        ?? throw EvaluationException.Runtime(
            $"The JSONPath '{Path.Source}' specified for the field '{Field}' could not be found in the input '{Json.Text(Json.Compact(evaluation.RootOf(Path)))}'"
        );
}
