using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>Takes an execution one step further.</summary>
internal static class Steps
{
    /// <returns>Whether there may be another step to take now.</returns>
    public static async ValueTask<bool> TakeOneAsync(Draft draft)
    {
        var state = draft.State;
        if (!state.IsRunning)
            return false;
        if (state.TimesOutAt <= draft.Now)
        {
            draft.History(0, 0, head => new ExecutionTimedOut(head, new StatesError(null, null)));
            return false;
        }
        if (state.LastEventId >= Limits.HistoryEvents - 1)
        {
            draft.History(0, state.Frames[0].Previous, head => new ExecutionFailed(head, new StatesError(
                ErrorNames.Runtime, $"The execution reached the maximum number of history events ({Limits.HistoryEvents}).")));
            return false;
        }
        if (Next(draft) is not { } frame)
            return false;
        await StepAsync(draft, frame).ConfigureAwait(false);
        return draft.State.IsRunning;
    }

    /// <summary>
    /// The frame to go on with. Tasks are begun only when nothing else can be done, so that all branches have scheduled
    /// theirs first, as the service does.
    /// </summary>
    private static Frame? Next(Draft draft)
    {
        Frame? begins = null;
        foreach (var frame in draft.State.Frames.Values)
        {
            if (IsGivenUp(draft.State, frame) || !CanStep(draft, frame))
                continue;
            if (frame.Phase is not Phase.Working { Started: false })
                return frame;
            begins ??= frame;
        }
        return begins;
    }

    private static bool CanStep(Draft draft, Frame frame) => frame.Phase switch
    {
        Phase.Working p => TaskSteps.CanStep(p, draft.Now),
        Phase.Waiting p => p.Until <= draft.Now,
        Phase.Retrying p => p.Due <= draft.Now,
        Phase.Forked p => ForkSteps.CanStep(draft.State, frame, p.Fork),
        Phase.Ended or Phase.Failed => frame.Parent is null,
        _ => true,
    };

    /// <summary>Whether a fork around the frame has failed: then only the fork's own steps are taken.</summary>
    private static bool IsGivenUp(ExecutionState state, Frame frame)
    {
        for (var at = frame; at.Parent is { } parent; at = state.Frames[parent])
        {
            if (state.Frames[parent].Phase is Phase.Forked { Fork.Failure: not null })
                return true;
        }
        return false;
    }

    private static async ValueTask StepAsync(Draft draft, Frame frame)
    {
        switch (frame.Phase)
        {
            case Phase.Entering p:
                var entered = draft.Definition(frame, p.State);
                draft.History(frame, head => new StateEntered(head, entered.Type, entered.Name, p.Input));
                break;
            case Phase.Entered p:
                await TryAsync(draft, frame, p.Visit, BeginAsync).ConfigureAwait(false);
                break;
            case Phase.Working p:
                TaskSteps.Step(draft, frame, p);
                break;
            case Phase.Waiting p:
                await TryAsync(draft, frame, p.Visit, WaitSteps.EndAsync).ConfigureAwait(false);
                break;
            case Phase.Retrying:
                draft.Note(frame.Id, head => new RetryStarted(head));
                break;
            case Phase.Forked p:
                await TryAsync(draft, frame, p.Visit, ForkSteps.StepAsync).ConfigureAwait(false);
                break;
            case Phase.Completed p:
                await TryAsync(draft, frame, p.Visit, (d, f, visit, state) => Shaping.ExitAsync(d, f, visit, state, p.Result))
                    .ConfigureAwait(false);
                break;
            case Phase.Failing p:
                await Failures.HandleAsync(draft, frame, p.Visit, p.Error, p.Reported).ConfigureAwait(false);
                break;
            case Phase.Ended p:
                draft.History(frame, head => new ExecutionSucceeded(head, p.Output));
                break;
            case Phase.Failed p:
                draft.History(frame, head => new ExecutionFailed(head, p.Error));
                break;
        }
    }

    private static ValueTask BeginAsync(Draft draft, Frame frame, Visit visit, State state) => state switch
    {
        PassState pass => PassSteps.BeginAsync(draft, frame, visit, pass),
        TaskState task => TaskSteps.BeginAsync(draft, frame, visit, task),
        ChoiceState choice => ChoiceSteps.BeginAsync(draft, frame, visit, choice),
        WaitState wait => WaitSteps.BeginAsync(draft, frame, visit, wait),
        SucceedState => Shaping.PassOnAsync(draft, frame, visit, state, null, state.Assign, state.Output),
        FailState fail => FailSteps.BeginAsync(draft, frame, visit, fail),
        ParallelState parallel => ForkSteps.BeginAsync(draft, frame, visit, parallel),
        MapState map => MapSteps.BeginAsync(draft, frame, visit, map),
        _ => throw new InvalidOperationException($"Unknown state type {state.Type}."),
    };

    private static async ValueTask TryAsync(Draft draft, Frame frame, Visit visit, Func<Draft, Frame, Visit, State, ValueTask> act)
    {
        try
        {
            await act(draft, frame, visit, draft.Definition(frame, visit.State)).ConfigureAwait(false);
        }
        catch (EvaluationException failure)
        {
            await Failures.EvaluationAsync(draft, draft.State.Frames[frame.Id], visit, failure).ConfigureAwait(false);
        }
    }
}
