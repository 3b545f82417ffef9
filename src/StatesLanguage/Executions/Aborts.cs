using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>Gives up what runs beside a failed branch or iteration.</summary>
internal static class Aborts
{
    /// <summary>Gives up one more thing; false when nothing is left.</summary>
    public static bool TakeOne(Draft draft, Frame parent, Fork fork)
    {
        var children = ForkSteps.Children(draft.State, parent.Id).OrderByDescending(c => c.Id == fork.FailedChild).ThenBy(c => c.Id);
        if (children.FirstOrDefault() is not { } child)
            return false;
        GiveUp(draft, child, parent.Previous, failed: child.Id == fork.FailedChild);
        return true;
    }

    private static void GiveUp(Draft draft, Frame frame, long previous, bool failed)
    {
        if (frame.Item is not null && !frame.IterationAborted && !failed)
        {
            var name = draft.State.Frames[frame.Parent!.Value].Phase.Visiting!.State;
            draft.History(frame.Id, previous, head => new MapIterationAborted(head, name, frame.Index));
            return;
        }
        if (ForkSteps.Children(draft.State, frame.Id).FirstOrDefault() is { } child)
        {
            GiveUp(draft, child, previous, failed: false);
            return;
        }
        var type = frame.Phase.Visiting?.Type;
        // A failed Map or Parallel has been reported as failed.
        var shown = type is "Task" or "Wait" || type is "Map" or "Parallel" && !failed;
        if (shown)
            draft.History(frame.Id, previous, head => new StateAborted(head, type!));
        else
            draft.Note(frame.Id, head => new FrameDropped(head));
    }
}
