namespace KillSwitch.StatesLanguage.Events;

/// <summary>What every event has.</summary>
/// <param name="At">When it was decided, UTC.</param>
/// <param name="Frame">Which flow it belongs to: 0 is the execution's own, others are branches and iterations.</param>
/// <param name="Id">Its number in the history, from 1; 0 where history shows nothing.</param>
/// <param name="Previous">The number of the history event it followed, 0 for none.</param>
public readonly record struct EventHead(DateTimeOffset At, int Frame, long Id, long Previous);
