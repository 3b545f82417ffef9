using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>What a failed state leads to: another try, a catcher, or the end of its flow.</summary>
internal static class Failures
{
    public static StatesError TooLarge(string what) => new(
        ErrorNames.DataLimitExceeded,
        $"The state/task '{what}' returned a result with a size exceeding the maximum number of bytes service limit.");

    /// <summary>The error of an evaluation, in the words the service uses.</summary>
    public static StatesError Of(EvaluationException failure, Visit visit) =>
        new(
            failure.Error,
            failure.Error == ErrorNames.DataLimitExceeded
                ? failure.Message
                : $"An error occurred while executing the state '{visit.State}' (entered at the event id #{visit.EnteredId}). {failure.Message}"
        );

    /// <summary>An evaluation failed: history shows it where JSONata was evaluated.</summary>
    public static async ValueTask EvaluationAsync(Draft draft, Frame frame, Visit visit, EvaluationException failure)
    {
        var error = Of(failure, visit);
        if (failure.Error == ErrorNames.QueryEvaluationError)
            draft.History(frame.Id, failure.AfterEvaluation ? frame.Previous : visit.EnteredPrevious, head => new EvaluationFailed(
                head,
                error,
                visit.State,
                failure.Location
            ));
        else
            await HandleAsync(draft, frame, visit, error, reported: false).ConfigureAwait(false);
    }

    /// <summary>Takes the one step that is next for a failed state.</summary>
    public static async ValueTask HandleAsync(Draft draft, Frame frame, Visit visit, StatesError error, bool reported)
    {
        var state = draft.Definition(frame, visit.State);
        if (!reported && Retry(draft, frame, visit, state, error))
            return;
        if (!reported && state is MapState or ParallelState && error.Error != ErrorNames.Runtime)
        {
            draft.History(frame, head => state is MapState ? new MapStateFailed(head, error) : new ParallelStateFailed(head, error));
            return;
        }
        var catcher = state.Catch.FirstOrDefault(c => ErrorMatch.Matches(c.ErrorEquals, error));
        if (catcher is null)
        {
            draft.Note(frame.Id, head => new FlowFailed(head, error));
            return;
        }
        try
        {
            await Shaping.CatchAsync(draft, frame, visit, state, catcher, error).ConfigureAwait(false);
        }
        catch (EvaluationException failure)
        {
            draft.Note(frame.Id, head => new FlowFailed(head, Of(failure, visit)));
        }
    }

    private static bool Retry(Draft draft, Frame frame, Visit visit, State state, StatesError error)
    {
        for (var i = 0; i < state.Retry.Count; i++)
        {
            var retrier = state.Retry[i];
            if (!ErrorMatch.Matches(retrier.ErrorEquals, error))
                continue;
            var retry = visit.ByRetrier.GetValueOrDefault(i) + 1;
            if (retry > retrier.MaxAttempts)
                return false;
            var due = draft.Now + retrier.Delay(retry, draft.Entropy.NextDouble);
            var index = i;
            draft.Note(frame.Id, head => new RetryScheduled(head, index, due));
            return true;
        }
        return false;
    }
}
