using System.Text.Json;
using KillSwitch.StatesLanguage.Evaluations;
using KillSwitch.StatesLanguage.Paths;

namespace KillSwitch.StatesLanguage.Choices;

/// <summary>One comparison: a variable, an operator, and a value or the path of one.</summary>
internal sealed record Comparison(JsonPath Variable, ChoiceOperator Operator, JsonElement? Value, JsonPath? ValuePath) : Condition
{
    public override bool Holds(Evaluation evaluation)
    {
        var left = evaluation.Get(Variable);
        if (Operator.Name == ChoiceOperator.IsPresent)
            return (left is not null) == (Value ?? Json.True).GetBoolean();
        if (left is null)
            throw Missing(Variable);
        var right = Value ?? evaluation.Get(ValuePath!) ?? throw Missing(ValuePath!);
        return Operator.Test(left.Value, right);
    }

    private static EvaluationException Missing(JsonPath path) => EvaluationException.Runtime(
        $"Invalid path '{path.Source}': The choice state's condition path references an invalid value.");
}
