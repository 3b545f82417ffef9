using System.Text.Json;
using KillSwitch.StatesLanguage.Evaluations;

namespace KillSwitch.StatesLanguage.Templates;

/// <summary>An object whose members are templates.</summary>
internal sealed record ObjectTemplate(IReadOnlyList<KeyValuePair<string, Template>> Members) : Template
{
    public override IEnumerable<string> Variables => Members.SelectMany(m => m.Value.Variables);

    protected override IEnumerable<ExpressionValue> Collect() => Members.SelectMany(m => m.Value.Expressions);

    internal override JsonElement Build(Evaluation evaluation, IReadOnlyDictionary<ExpressionValue, JsonElement> values) =>
        Json.Object(Members.Select(m => KeyValuePair.Create(m.Key, m.Value.Build(evaluation, values))));
}
