using System.Text.Json;
using KillSwitch.StatesLanguage.Evaluations;

namespace KillSwitch.StatesLanguage.Templates;

/// <summary>Stands for itself.</summary>
internal sealed record LiteralValue(JsonElement Value) : Template
{
    internal override JsonElement Build(Evaluation evaluation, IReadOnlyDictionary<ExpressionValue, JsonElement> values) => Value;
}
