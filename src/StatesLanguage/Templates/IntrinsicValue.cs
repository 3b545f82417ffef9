using System.Text.Json;
using KillSwitch.StatesLanguage.Evaluations;
using KillSwitch.StatesLanguage.Intrinsics;

namespace KillSwitch.StatesLanguage.Templates;

/// <summary>What an intrinsic function gives.</summary>
internal sealed record IntrinsicValue(IntrinsicCall Call) : Template
{
    public override IEnumerable<string> Variables => Call.Variables;

    internal override JsonElement Build(Evaluation evaluation, IReadOnlyDictionary<ExpressionValue, JsonElement> values) =>
        Call.Evaluate(evaluation);
}
