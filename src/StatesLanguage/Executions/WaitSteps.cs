using System.Globalization;
using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Evaluations;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>Wait: until a time that is fixed when it begins.</summary>
internal static class WaitSteps
{
    public static async ValueTask BeginAsync(Draft draft, Frame frame, Visit visit, WaitState state)
    {
        var evaluation = draft.Evaluation(frame, visit);
        evaluation = evaluation with { Data = Shaping.Input(evaluation, state) };
        var until = state.Seconds is { } seconds
            ? draft.Now.AddSeconds(await SecondsAsync(draft, evaluation, seconds).ConfigureAwait(false))
            : await TimestampAsync(draft, evaluation, state.Timestamp!).ConfigureAwait(false);
        if (until - draft.Now > TimeSpan.FromSeconds(TaskState.DefaultTimeoutSeconds))
            throw TooLong();
        draft.Note(frame.Id, head => new WaitStarted(head, until));
    }

    public static ValueTask EndAsync(Draft draft, Frame frame, Visit visit, State state) =>
        Shaping.PassOnAsync(draft, frame, visit, state, state.Next, state.Assign, state.Output);

    private static EvaluationException TooLong() => EvaluationException.Runtime("Wait state delay is too long.");

    private static async ValueTask<long> SecondsAsync(Draft draft, Evaluation evaluation, Template template)
    {
        if (template is PathValue path)
        {
            var source = path.Path.Source;
            var found = evaluation.Get(path.Path)
                ?? throw EvaluationException.Runtime($"The SecondsPath parameter does not reference an input value: {source}");
            if (found.ValueKind != JsonValueKind.Number || !found.TryGetInt64(out var given))
                throw EvaluationException.Runtime(
                    $"The SecondsPath parameter cannot be parsed as a long value: {source} == {WrongType.Shown(found)}"
                );
            if (given > TaskState.DefaultTimeoutSeconds)
                throw TooLong();
            return given >= 0
                ? given
                : throw EvaluationException.Runtime($"The SecondsPath parameter references a negative value: {source} == {given}");
        }
        var value = await template.ValueAsync(evaluation, draft.Cancellation).ConfigureAwait(false);
        if (value.ValueKind != JsonValueKind.Number)
            throw WrongType.Of(template, "Seconds", "number", value);
        var number = double.Parse(value.GetRawText(), CultureInfo.InvariantCulture);
        if (number != Math.Floor(number) || number < 0 || number > TaskState.DefaultTimeoutSeconds)
            throw EvaluationException.Query(
                $"The Seconds field must be a whole number from 0 to {TaskState.DefaultTimeoutSeconds}, but was: {Json.Text(value)}",
                "Seconds"
            );
        return (long)number;
    }

    private static async ValueTask<DateTimeOffset> TimestampAsync(Draft draft, Evaluation evaluation, Template template)
    {
        if (template is PathValue path)
        {
            var source = path.Path.Source;
            var found = evaluation.Get(path.Path)
                ?? throw EvaluationException.Runtime($"The TimestampPath parameter does not reference an input value: {source}");
            return found.ValueKind == JsonValueKind.String && Rfc3339.TryParse(found.GetString()!, out var given)
                ? given
                : throw EvaluationException.Runtime(
                    $"The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: {source} == {WrongType.Shown(found)}"
                );
        }
        var value = await template.ValueAsync(evaluation, draft.Cancellation).ConfigureAwait(false);
        if (value.ValueKind != JsonValueKind.String)
            throw WrongType.Of(template, "Timestamp", "string", value);
        return Rfc3339.TryParse(value.GetString()!, out var time)
            ? time
            : throw new EvaluationException(
                ErrorNames.QueryEvaluationError,
                $"The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: {value.GetString()}",
                "Timestamp") { AfterEvaluation = true };
    }
}
