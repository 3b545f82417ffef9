using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Evaluations;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>Fail: ends its flow with the error it names.</summary>
internal static class FailSteps
{
    public static async ValueTask BeginAsync(Draft draft, Frame frame, Visit visit, FailState state)
    {
        var evaluation = draft.Evaluation(frame, visit);
        var error = new StatesError(
            await TextAsync(draft, evaluation, state.Error, "Error").ConfigureAwait(false),
            await TextAsync(draft, evaluation, state.Cause, "Cause").ConfigureAwait(false));
        draft.Note(frame.Id, head => new FlowFailed(head, error));
    }

    private static async ValueTask<string?> TextAsync(Draft draft, Evaluation evaluation, Template? template, string field)
    {
        if (template is null)
            return null;
        var value = await template.ValueAsync(evaluation, draft.Cancellation).ConfigureAwait(false);
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw WrongType.Of(template, field, "string", value);
    }
}
