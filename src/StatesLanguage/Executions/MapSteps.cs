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
        var concurrency = await WholeAsync(draft, evaluation, state.MaxConcurrency, "MaxConcurrency").ConfigureAwait(false) ?? 0;
        var most = concurrency == 0 ? Limits.InlineMapConcurrency : (int)Math.Min(concurrency, Limits.InlineMapConcurrency);
        var tolerated = new ToleratedFailure(
            await WholeAsync(draft, evaluation, state.ToleratedFailureCount, "ToleratedFailureCount").ConfigureAwait(false),
            await PercentageAsync(draft, evaluation, state.ToleratedFailurePercentage).ConfigureAwait(false));
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

    private static async ValueTask<double?> PercentageAsync(Draft draft, Evaluation evaluation, Template? template)
    {
        const string Field = "ToleratedFailurePercentage";
        var number = await NumberAsync(draft, evaluation, template, Field, "float").ConfigureAwait(false);
        return number is null or >= 0 and <= 100 ? number : throw Unfit.Of(template!, Field, $"{Field} must be between 0 and 100.");
    }

    private static async ValueTask<double?> WholeAsync(Draft draft, Evaluation evaluation, Template? template, string field)
    {
        var number = await NumberAsync(draft, evaluation, template, field, "integer").ConfigureAwait(false);
        return number is not < 0 ? number : throw Unfit.Of(template!, field, $"{field} cannot be negative.");
    }

    private static async ValueTask<double?> NumberAsync(Draft draft, Evaluation evaluation, Template? template, string field, string kind)
    {
        if (template is null)
            return null;
        var value = await template.ValueAsync(evaluation, draft.Cancellation).ConfigureAwait(false);
        var text =
            value.ValueKind == JsonValueKind.String && template is PathValue ? value.GetString()
            : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
            : null;
        return double.TryParse(text, CultureInfo.InvariantCulture, out var number) && (kind == "float" || number == Math.Floor(number))
            ? number
            : throw (template is PathValue path
                ? EvaluationException.Runtime(
                    $"The {field}Path field refers to value \"{WrongType.Shown(value)}\" which is not a valid {kind}: {path.Path.Source}"
                )
                : WrongType.Of(template, field, kind == "float" ? "number" : "integer", value));
    }
}
