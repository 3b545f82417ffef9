using KillSwitch.StatesLanguage.Definitions;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>Derives effects from states.</summary>
public static class Effects
{
    /// <summary>All that a restarted engine has to set going for an execution.</summary>
    public static IReadOnlyList<Effect> Of(ExecutionState state) => Between(ExecutionState.None, state);

    /// <summary>What changes outside when one state follows another.</summary>
    public static IReadOnlyList<Effect> Between(ExecutionState before, ExecutionState after)
    {
        var effects = new List<Effect>();
        var (old, wanted) = (Tasks(before), Tasks(after));
        effects.AddRange(old.Keys.Where(k => !wanted.ContainsKey(k)).Select(k => new Effect.CancelTask(k.Frame, k.Attempt)));
        effects.AddRange(wanted.Where(w => !old.ContainsKey(w.Key)).Select(w => w.Value));
        var due = NextDue(after);
        if (due != NextDue(before))
            effects.Add(new Effect.SetTimer(due));
        return effects;
    }

    /// <summary>When the execution next has something to do by itself.</summary>
    public static DateTimeOffset? NextDue(ExecutionState state)
    {
        if (!state.IsRunning)
            return null;
        var due = state.TimesOutAt;
        foreach (var frame in state.Frames.Values)
        {
            var own = frame.Phase switch
            {
                Phase.Waiting p => p.Until,
                Phase.Retrying p => p.Due,
                Phase.Working p => p.HeartbeatBy < p.TimesOutAt ? p.HeartbeatBy : p.TimesOutAt,
                _ => null,
            };
            if (own < (due ?? DateTimeOffset.MaxValue))
                due = own;
        }
        return due;
    }

    private static Dictionary<(int Frame, long Attempt), Effect> Tasks(ExecutionState state)
    {
        var tasks = new Dictionary<(int, long), Effect>();
        foreach (var frame in state.Frames.Values)
        {
            if (frame.Phase is not Phase.Working working)
                continue;
            if (working.Task.Resource.Kind == TaskKind.Activity)
            {
                if (!working.Started)
                    tasks[(frame.Id, working.Attempt)] = new Effect.OfferActivity(frame.Id, working.Attempt, working.Task);
            }
            else if (working is { Started: true, Submitted: false })
                tasks[(frame.Id, working.Attempt)] = new Effect.InvokeTask(frame.Id, working.Attempt, working.Task);
        }
        return tasks;
    }
}
