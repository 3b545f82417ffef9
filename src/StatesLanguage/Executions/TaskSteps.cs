using System.Globalization;
using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Evaluations;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>Task: scheduled, begun, perhaps submitted, then done, failed or timed out.</summary>
internal static class TaskSteps
{
    public static bool CanStep(Phase.Working working, DateTimeOffset now) =>
        !working.Started && working.Task.Resource.Kind != TaskKind.Activity || working.TimesOutAt <= now || working.HeartbeatBy <= now;

    public static async ValueTask BeginAsync(Draft draft, Frame frame, Visit visit, TaskState state)
    {
        if ((draft.Host.WhyNot(state.Resource) ?? state.NotHonoured) is { } why)
            throw EvaluationException.Runtime(why);
        var execution = draft.State.Execution!;
        var token =
            state.Resource.Kind == TaskKind.Activity || state.Resource.Pattern == TaskPattern.WaitForTaskToken
                ? draft.Entropy.NewTaskToken(execution.Arn)
                : null;
        var evaluation = draft.Evaluation(frame, visit, token);
        var parameters = await Shaping.ParametersAsync(draft, evaluation, state).ConfigureAwait(false);
        if (!state.IsJsonata)
            evaluation = evaluation with { Data = Shaping.Input(evaluation, state) };
        var timeout = await SecondsAsync(draft, evaluation, state.TimeoutSeconds, "TimeoutSeconds").ConfigureAwait(false);
        var heartbeat = await SecondsAsync(draft, evaluation, state.HeartbeatSeconds, "HeartbeatSeconds").ConfigureAwait(false);
        if (timeout is { } most && heartbeat is { } every && TaskOptions.WhyNot(every, most) is { } unfit)
            throw Unfit.Of(Computed(state), "HeartbeatSeconds", unfit);
        if (state.Resource.Kind == TaskKind.Activity && !draft.Host.HasActivity(state.Resource.Text))
        {
            var missing = new StatesError(ErrorNames.Runtime, $"Activity Does Not Exist: '{state.Resource.Text}'");
            draft.History(frame, head => new ActivityScheduleFailed(head, missing));
            return;
        }
        var task = new TaskRequest(state.Resource, parameters, token, execution.StateMachineArn.Split(':')[3], Credentials: null);
        var timesOutAt = draft.Now.AddSeconds(timeout ?? TaskState.DefaultTimeoutSeconds);
        draft.History(frame, head => new TaskScheduled(head, task, timeout, heartbeat, timesOutAt));
    }

    /// <summary>Begins a scheduled task, or ends one whose time is over.</summary>
    public static void Step(Draft draft, Frame frame, Phase.Working working)
    {
        var timedOut = working.TimesOutAt <= draft.Now;
        if (timedOut || working.HeartbeatBy <= draft.Now)
            draft.History(frame, head => new TaskTimedOut(head, working.Task.Resource, new StatesError(ErrorNames.Timeout, null)
            {
                MissedHeartbeat = !timedOut,
            }));
        else
            draft.History(frame, head => new TaskStarted(head, working.Task.Resource, null));
    }

    /// <summary>Of the two times of a task the one that an expression gave, if one did: a literal is nobody's evaluation.</summary>
    private static Template Computed(TaskState state) =>
        state.TimeoutSeconds is ExpressionValue ? state.TimeoutSeconds : state.HeartbeatSeconds!;

    private static async ValueTask<long?> SecondsAsync(Draft draft, Evaluation evaluation, Template? template, string field)
    {
        if (template is null)
            return null;
        if (template is PathValue path && evaluation.Get(path.Path) is null)
            throw EvaluationException.Runtime($"Invalid path '{path.Path.Source}' : No results for path: {path.Path.Normalised}");
        var value = await template.ValueAsync(evaluation, draft.Cancellation).ConfigureAwait(false);
        if (value.ValueKind != JsonValueKind.Number)
            throw WrongType.Of(template, field, "number", value);
        var seconds = double.Parse(value.GetRawText(), CultureInfo.InvariantCulture);
        return seconds is >= 1 and <= TaskState.DefaultTimeoutSeconds && seconds == Math.Floor(seconds)
            ? (long)seconds
            : throw WrongType.Of(template, field, "positive integer", value);
    }
}
