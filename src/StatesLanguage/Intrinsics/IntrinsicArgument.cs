using System.Text.Json;
using KillSwitch.StatesLanguage.Evaluations;
using KillSwitch.StatesLanguage.Paths;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>An argument of an intrinsic function: a literal, a path or another call.</summary>
internal sealed record IntrinsicArgument(JsonElement? Literal, JsonPath? Path, IntrinsicCall? Call)
{
    public IEnumerable<string> Variables => Path?.Variable is { } name ? [name] : Call?.Variables ?? [];

    public JsonElement Evaluate(Evaluation evaluation, string function)
    {
        if (Literal is { } literal)
            return literal;
        if (Call is not null)
            return Call.Evaluate(evaluation);
        return evaluation.Get(Path!)
            ?? throw EvaluationException.Runtime(
                $"The JSONPath '{Path!.Source}' specified for the intrinsic function '{function}' could not be found in the input '{Json.Text(Json.Compact(evaluation.RootOf(Path)))}'"
            );
    }
}
