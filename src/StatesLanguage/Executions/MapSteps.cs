using System.Globalization;
using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Evaluations;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>Map: its items, and the start of each iteration.</summary>
internal static class MapSteps
{
    public static async ValueTask BeginAsync(Draft draft, Frame frame, Visit visit, MapState state)
    {
        if (state.NotHonoured is { } why)
            throw EvaluationException.Runtime(why);
        var evaluation = draft.Evaluation(frame, visit);
        if (!state.IsJsonata)
            evaluation = evaluation with { Data = Shaping.Input(evaluation, state) };
        var items = Json.Compact(await ItemsAsync(draft, evaluation, state).ConfigureAwait(false));
        var concurrency = await NumberAsync(draft, evaluation, state.MaxConcurrency, "MaxConcurrency").ConfigureAwait(false) ?? 0;
        var most = concurrency == 0 ? Limits.InlineMapConcurrency : (int)Math.Min(concurrency, Limits.InlineMapConcurrency);
        var tolerated = new ToleratedFailure(
            await NumberAsync(draft, evaluation, state.ToleratedFailureCount, "ToleratedFailureCount").ConfigureAwait(false),
            await NumberAsync(draft, evaluation, state.ToleratedFailurePercentage, "ToleratedFailurePercentage").ConfigureAwait(false));
        draft.History(frame, head => new MapStateStarted(head, items, state.Processor.StartAt, most, tolerated));
    }

    public static async ValueTask StartIterationAsync(Draft draft, Frame parent, Visit visit, MapState state, Fork fork)
    {
        var index = fork.Started;
        var item = fork.Items!.Value[index];
        var input = item;
        if (state.ItemSelector is not null)
        {
            var evaluation = draft.Evaluation(parent, visit);
            evaluation = evaluation with { Context = ContextObject.WithItem(evaluation.Context, index, item) };
            if (!state.IsJsonata)
                evaluation = evaluation with { Data = Shaping.Input(evaluation, state) };
            input = await state.ItemSelector.ValueAsync(evaluation, draft.Cancellation).ConfigureAwait(false);
        }
        draft.History(parent, head => new MapIterationStarted(head, visit.State, index, draft.State.NextFrame, input));
    }

    private static async ValueTask<JsonElement> ItemsAsync(Draft draft, Evaluation evaluation, MapState state)
    {
        if (!state.IsJsonata)
        {
            var source = state.ItemsPath?.Source ?? "$";
            var found = state.ItemsPath is null ? evaluation.Data : evaluation.Get(state.ItemsPath);
            return found is { ValueKind: JsonValueKind.Array } array
                ? array
                : throw EvaluationException.Runtime(found is null
                    ? $"Invalid path '{source}' : No results for path: {state.ItemsPath!.Normalised}"
                    : $"Reference path \"{source}\" must point to array.");
        }
        if (state.Items is null)
        {
            return evaluation.Input.ValueKind == JsonValueKind.Array
                ? evaluation.Input
                : throw EvaluationException.Query($"Map state input must be an array but was: {Json.Text(evaluation.Input)}");
        }
        var items = await state.Items.ValueAsync(evaluation, draft.Cancellation).ConfigureAwait(false);
        return items.ValueKind == JsonValueKind.Array ? items : throw WrongType.Of(state.Items, "Items", "array", items);
    }

    private static async ValueTask<double?> NumberAsync(Draft draft, Evaluation evaluation, Template? template, string field)
    {
        if (template is null)
            return null;
        var value = await template.ValueAsync(evaluation, draft.Cancellation).ConfigureAwait(false);
        var text =
            value.ValueKind == JsonValueKind.String && template is PathValue ? value.GetString()
            : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
            : null;
        if (!double.TryParse(text, CultureInfo.InvariantCulture, out var number))
            throw WrongType.Of(template, field, "number", value);
        return number >= 0 ? number : throw WrongType.Of(template, field, "non-negative number", value);
    }
}
