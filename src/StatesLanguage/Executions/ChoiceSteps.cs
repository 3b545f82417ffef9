using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Evaluations;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>Choice: the first rule that holds, else Default, else it fails.</summary>
internal static class ChoiceSteps
{
    public static async ValueTask BeginAsync(Draft draft, Frame frame, Visit visit, ChoiceState state)
    {
        var evaluation = draft.Evaluation(frame, visit);
        if (!state.IsJsonata)
            evaluation = evaluation with { Data = Shaping.Input(evaluation, state) };
        for (var i = 0; i < state.Rules.Count; i++)
        {
            var rule = state.Rules[i];
            if (!await HoldsAsync(draft, evaluation, rule, i).ConfigureAwait(false))
                continue;
            await Shaping.PassOnAsync(draft, frame, visit, state, rule.Next, rule.Assign, rule.Output).ConfigureAwait(false);
            return;
        }
        if (state.Default is null)
            throw EvaluationException.Runtime("Failed to transition out of the state. The state does not point to a next state.");
        await Shaping.PassOnAsync(draft, frame, visit, state, state.Default, state.Assign, state.Output).ConfigureAwait(false);
    }

    private static async ValueTask<bool> HoldsAsync(Draft draft, Evaluation evaluation, ChoiceRule rule, int index)
    {
        if (rule.Expression is null)
            return rule.Condition!.Holds(evaluation);
        var value = await rule.Expression.ValueAsync(evaluation, draft.Cancellation).ConfigureAwait(false);
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw WrongType.Of(rule.Expression, $"Choices[{index}]/Condition", "boolean", value);
    }
}
