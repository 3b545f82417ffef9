using System.Text.Json;
using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>What events of branches and iterations make of the state.</summary>
internal static class ForkEvolution
{
    public static ExecutionState Started(ExecutionState state, ParallelStateStarted e)
    {
        var parent = state.Frames[e.Head.Frame];
        var fork = new Fork(e.StartAt.Count, null, e.StartAt.Count) { Started = e.StartAt.Count };
        state = state.With(parent with { Previous = e.Head.Id, Phase = new Phase.Forked(parent.Phase.Visiting!, fork) });
        for (var i = 0; i < e.StartAt.Count; i++)
            state = state.With(
                new Frame(e.FirstChild + i, parent.Id, i, new Phase.Entering(e.StartAt[i], e.Input)) { Previous = e.Head.Id }
            );
        return state with { NextFrame = e.FirstChild + e.StartAt.Count };
    }

    public static ExecutionState Started(ExecutionState state, MapIterationStarted e)
    {
        var (parent, forked) = Parent(state, e.Head.Frame);
        var child = new Frame(e.Child, parent.Id, e.Index, new Phase.Entering(forked.Fork.StartAt!, e.Input))
        {
            Previous = e.Head.Id,
            Item = forked.Fork.Items!.Value[e.Index],
        };
        return state.With(parent with { Phase = forked with { Fork = forked.Fork with { Started = e.Index + 1 } } }).With(child) with
        {
            NextFrame = e.Child + 1,
        };
    }

    public static ExecutionState Succeeded(ExecutionState state, EventHead head, int child, int index, JsonElement output, bool iteration)
    {
        var (parent, forked) = Parent(state, head.Frame);
        var fork = forked.Fork with
        {
            Results = forked.Fork.Results.Add(index, output),
            LastIteration = iteration ? head.Id : 0,
        };
        return state.With(parent with { Previous = state.Frames[child].Previous, Phase = forked with { Fork = fork } }).Without(child);
    }

    public static ExecutionState Failed(ExecutionState state, EventHead head, int child, StatesError error, bool iteration)
    {
        var (parent, forked) = Parent(state, head.Frame);
        var failures = forked.Fork.Failures + 1;
        var tolerated = iteration && !forked.Fork.Exceeds(failures);
        var fork = tolerated
            ? forked.Fork with { Failures = failures }
            : forked.Fork with { Failure = error, FailedChild = child };
        state = state.With(parent with { Previous = state.Frames[child].Previous, Phase = forked with { Fork = fork } });
        return tolerated ? state.Forgetting(child).Without(child) : state;
    }

    private static (Frame Parent, Phase.Forked Forked) Parent(ExecutionState state, int frame) =>
        (state.Frames[frame], (Phase.Forked)state.Frames[frame].Phase);
}
