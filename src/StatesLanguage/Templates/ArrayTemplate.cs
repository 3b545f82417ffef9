using System.Text.Json;
using KillSwitch.StatesLanguage.Evaluations;

namespace KillSwitch.StatesLanguage.Templates;

/// <summary>An array whose items are templates.</summary>
internal sealed record ArrayTemplate(IReadOnlyList<Template> Items) : Template
{
    public override IEnumerable<string> Variables => Items.SelectMany(i => i.Variables);

    protected override IEnumerable<ExpressionValue> Collect() => Items.SelectMany(i => i.Expressions);

    internal override JsonElement Build(Evaluation evaluation, IReadOnlyDictionary<ExpressionValue, JsonElement> values) =>
        Json.Array(Items.Select(i => i.Build(evaluation, values)));
}
