using System.Text.Json;
using KillSwitch.StatesLanguage.Evaluations;

namespace KillSwitch.StatesLanguage.Templates;

/// <summary>What a JSONata expression gives.</summary>
/// <param name="Expression">Without the <c>{% %}</c>.</param>
/// <param name="Field">Where it stands: <c>Arguments/FunctionName</c>.</param>
internal sealed record ExpressionValue(string Expression, string Field) : Template
{
    protected override IEnumerable<ExpressionValue> Collect() => [this];

    internal override JsonElement Build(Evaluation evaluation, IReadOnlyDictionary<ExpressionValue, JsonElement> values) => values[this];
}
