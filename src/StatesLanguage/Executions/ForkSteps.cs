using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>What Parallel and Map share: gathering results, and giving the rest up when one fails.</summary>
internal static class ForkSteps
{
    public static bool CanStep(ExecutionState state, Frame parent, Fork fork)
    {
        if (fork.Failure is not null || fork.IsDone)
            return true;
        var children = Children(state, parent.Id).ToList();
        return children.Exists(c => c.Phase is Phase.Ended or Phase.Failed)
            || fork.Started < fork.Total && children.Count < fork.MaxConcurrency;
    }

    public static async ValueTask BeginAsync(Draft draft, Frame frame, Visit visit, ParallelState state)
    {
        var input = await Shaping.ParametersAsync(draft, draft.Evaluation(frame, visit), state).ConfigureAwait(false);
        draft.History(frame, head => new ParallelStateStarted(
            head,
            input,
            [.. state.Branches.Select(b => b.StartAt)],
            draft.State.NextFrame
        ));
    }

    public static async ValueTask StepAsync(Draft draft, Frame parent, Visit visit, State state)
    {
        var fork = ((Phase.Forked)parent.Phase).Fork;
        if (fork.Failure is { } failure)
        {
            if (!Aborts.TakeOne(draft, parent, fork))
                await Failures.HandleAsync(draft, parent, visit, failure, reported: false).ConfigureAwait(false);
            return;
        }
        var child = Children(draft.State, parent.Id).FirstOrDefault(c => c.Phase is Phase.Ended or Phase.Failed);
        if (child is not null)
            Gather(draft, parent, visit, child, state is MapState);
        else if (fork.IsDone)
            Done(draft, parent, fork, state is MapState);
        else
            await MapSteps.StartIterationAsync(draft, parent, visit, (MapState)state, fork).ConfigureAwait(false);
    }

    public static IEnumerable<Frame> Children(ExecutionState state, int parent) => state.Frames.Values.Where(f => f.Parent == parent);

    private static void Gather(Draft draft, Frame parent, Visit visit, Frame child, bool map)
    {
        switch (child.Phase)
        {
            case Phase.Ended ended when map:
                draft.History(parent.Id, child.Previous, head => new MapIterationSucceeded(
                    head,
                    visit.State,
                    child.Index,
                    child.Id,
                    ended.Output
                ));
                break;
            case Phase.Ended ended:
                draft.Note(parent.Id, head => new BranchSucceeded(head, child.Id, child.Index, ended.Output));
                break;
            case Phase.Failed failed when map:
                draft.History(parent.Id, child.Previous, head => new MapIterationFailed(
                    head,
                    visit.State,
                    child.Index,
                    child.Id,
                    failed.Error
                ));
                break;
            case Phase.Failed failed:
                draft.Note(parent.Id, head => new BranchFailed(head, child.Id, child.Index, failed.Error));
                break;
        }
    }

    private static void Done(Draft draft, Frame parent, Fork fork, bool map)
    {
        // Not compacted: a branch that passes the input on passes its text on.
        var output = Json.Parse("[" + string.Join(",", fork.Results.Values.Select(Json.Text)) + "]");
        if (map)
            draft.History(parent.Id, fork.LastIteration == 0 ? parent.Previous : fork.LastIteration, head => new MapStateSucceeded(
                head,
                output
            ));
        else
            draft.History(parent, head => new ParallelStateSucceeded(head, output));
    }
}
