using System.Collections.Immutable;
using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>What each event makes of the state.</summary>
public static class Evolution
{
    /// <summary>The state after one more event.</summary>
    public static ExecutionState Apply(ExecutionState state, ExecutionEvent happened)
    {
        var next = happened switch
        {
            ExecutionStarted e => Started(state, e),
            ExecutionSucceeded e => Over(state, ExecutionStatus.Succeeded, e.Head.At) with { Output = e.Output },
            ExecutionFailed e => Over(state, ExecutionStatus.Failed, e.Head.At) with { Error = e.Error },
            ExecutionAborted e => Over(state, ExecutionStatus.Aborted, e.Head.At) with { Error = e.Error },
            ExecutionTimedOut e => Over(state, ExecutionStatus.TimedOut, e.Head.At) with { Error = e.Error },
            ExecutionRedriven e => Redrives.Begun(state, e),
            ParallelStateStarted e => ForkEvolution.Started(state, e),
            BranchSucceeded e => ForkEvolution.Succeeded(state, e.Head, e.Child, e.Index, e.Output, iteration: false),
            BranchFailed e => ForkEvolution.Failed(state, e.Head, e.Child, e.Error, iteration: false),
            MapIterationStarted e => ForkEvolution.Started(state, e),
            MapIterationSucceeded e => ForkEvolution.Succeeded(state, e.Head, e.Child, e.Index, e.Output, iteration: true),
            MapIterationFailed e => ForkEvolution.Failed(state, e.Head, e.Child, e.Error, iteration: true),
            StateAborted or FrameDropped => state.Halting(happened.Head.Frame),
            MapIterationAborted e => state.With(state.Frames[e.Head.Frame] with { IterationAborted = true }),
            _ => state.With(FrameAfter(state.Frames[happened.Head.Frame], happened)),
        };
        if (happened is StateExited or RetryScheduled)
            next = next.Forgetting(happened.Head.Frame);
        next = next with { LastAt = happened.Head.At };
        return happened.Head.Id == 0 ? next : next with { LastEventId = happened.Head.Id };
    }

    private static ExecutionState Started(ExecutionState state, ExecutionStarted e) => state with
    {
        Execution = e.Execution,
        Status = ExecutionStatus.Running,
        Input = e.Input,
        StartedAt = e.Head.At,
        TimesOutAt = e.TimesOutAt,
        Frames = state.Frames.SetItem(0, new Frame(0, null, 0, new Phase.Entering(e.StartAt, e.Input))),
    };

    private static ExecutionState Over(ExecutionState state, ExecutionStatus status, DateTimeOffset at) => state with
    {
        Status = status,
        StoppedAt = at,
        Frames = ImmutableSortedDictionary<int, Frame>.Empty,
        Halted = status == ExecutionStatus.Succeeded ? ImmutableSortedDictionary<int, Frame>.Empty : state.Halted.SetItems(state.Frames),
    };

    private static Frame FrameAfter(Frame frame, ExecutionEvent happened)
    {
        var next = frame with { Phase = PhaseAfter(frame.Phase, happened) };
        if (happened is StateExited { Assigned: { } assigned })
            next = next with { Variables = assigned.Aggregate(next.Variables, (all, v) => all.SetItem(v.Key, v.Value)) };
        // Branches and iterations are reported beside the chain that their state's own events form.
        return happened is { Head.Id: > 0 } and not (MapStateSucceeded or ParallelStateSucceeded)
                ? next with
                {
                    Previous = happened.Head.Id,
                }
            : happened is MapStateSucceeded ? next with { Previous = happened.Head.Previous }
            : next;
    }

    private static Phase PhaseAfter(Phase phase, ExecutionEvent happened) =>
        (happened, phase) switch
        {
            (StateEntered e, Phase.Entering p) => new Phase.Entered(
                new Visit(e.Name, e.Type, p.Input, e.Head.Id, e.Head.Previous, e.Head.At)
            ),
            (StateExited { Next: { } next } e, _) => new Phase.Entering(next, e.Output),
            (StateExited e, _) => new Phase.Ended(e.Output),
            (EvaluationFailed e, { Visiting: { } visit }) => new Phase.Failing(visit, e.Error, Reported: false) { Fork = ForkOf(phase) },
            (ActivityScheduleFailed e, Phase.Entered p) => new Phase.Failing(p.Visit, e.Error, Reported: false),
            (TaskScheduled e, Phase.Entered p) => new Phase.Working(p.Visit, e.Head.Id, e.Task, e.TimesOutAt, e.HeartbeatSeconds),
            (TaskStarted e, Phase.Working p) => p with { Started = true, HeartbeatBy = Heartbeat(p, e.Head.At) },
            (TaskSubmitted e, Phase.Working p) => p with { Submitted = true, HeartbeatBy = Heartbeat(p, e.Head.At) },
            (HeartbeatReceived e, Phase.Working p) => p with { HeartbeatBy = e.NextBy },
            (TaskSucceeded e, Phase.Working p) => new Phase.Completed(p.Visit, e.Output),
            (TaskFailed e, Phase.Working p) => new Phase.Failing(p.Visit, e.Error, Reported: false),
            (TaskSubmitFailed e, Phase.Working p) => new Phase.Failing(p.Visit, e.Error, Reported: false),
            (TaskTimedOut e, Phase.Working p) => new Phase.Failing(p.Visit, e.Error, Reported: false),
            (RetryScheduled e, { Visiting: { } visit }) => new Phase.Retrying(Retried(visit, e.Retrier), e.Due),
            (RetryStarted, Phase.Retrying p) => new Phase.Entered(p.Visit),
            (WaitStarted e, Phase.Entered p) => new Phase.Waiting(p.Visit, e.Until),
            (MapStateStarted e, Phase.Entered p) => new Phase.Forked(
                p.Visit,
                new Fork(e.Items.GetArrayLength(), e.StartAt, e.MaxConcurrency) { Items = e.Items, Tolerated = e.Tolerated }
            ),
            (MapStateSucceeded e, { Visiting: { } visit }) => new Phase.Completed(visit, e.Output),
            (ParallelStateSucceeded e, { Visiting: { } visit }) => new Phase.Completed(visit, e.Output),
            (MapStateFailed e, { Visiting: { } visit }) => new Phase.Failing(visit, e.Error, Reported: true) { Fork = ForkOf(phase) },
            (ParallelStateFailed e, { Visiting: { } visit }) => new Phase.Failing(visit, e.Error, Reported: true) { Fork = ForkOf(phase) },
            (FlowFailed e, _) => new Phase.Failed(phase.Visiting, e.Error) { Fork = ForkOf(phase) },
            _ => throw new InvalidOperationException(
                $"{happened.GetType().Name} cannot follow {phase.GetType().Name}: the events are not those of one execution, or are out of order."
            ),
        };

    private static Fork? ForkOf(Phase phase) => phase switch
    {
        Phase.Forked p => p.Fork,
        Phase.Failing p => p.Fork,
        _ => null,
    };

    private static DateTimeOffset? Heartbeat(Phase.Working working, DateTimeOffset at) =>
        working.HeartbeatSeconds is { } seconds ? at.AddSeconds(seconds) : null;

    private static Visit Retried(Visit visit, int retrier) => visit with
    {
        Retries = visit.Retries + 1,
        ByRetrier = visit.ByRetrier.SetItem(retrier, visit.ByRetrier.GetValueOrDefault(retrier) + 1),
    };
}
