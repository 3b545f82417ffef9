using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.Operators;

/// <summary>A change of a limit is stored, and its execution is started. It is in force when it says so, not before.</summary>
/// <param name="ChangeId">The change.</param>
/// <param name="Owner">Whose limit, normalised.</param>
/// <param name="Rule">Which.</param>
/// <param name="Value">What it is to be; null where nothing is to be limited.</param>
/// <param name="Before">What it was when this was asked for; null where nothing was limited.</param>
/// <param name="Tighter">Whether one person is enough; otherwise others have to approve.</param>
/// <param name="Until">When it was asked to end, Unix ms; null where it is to stay.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Ts">When it was asked for, Unix ms.</param>
/// <param name="Replayed">Whether this repeats an earlier answer to the same request under the same idempotency key.</param>
/// <param name="Message">For people: what is so, and what happens next.</param>
public sealed record LimitReceipt(
    string ChangeId,
    string Owner,
    LimitRule Rule,
    decimal? Value,
    decimal? Before,
    bool Tighter,
    long? Until,
    LimitChangePhase Phase,
    long Ts,
    bool Replayed,
    string Message);
