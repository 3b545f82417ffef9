namespace KillSwitch.Verification.Promises;

/// <summary>
/// What the run was meant to show. A promise that had nothing to prove itself on has held only where nothing was expected.
/// </summary>
/// <param name="Orders">Orders were sent.</param>
/// <param name="Kill">Something was to be killed, and orders dropped.</param>
/// <param name="DetectedKill">The detector was to command it.</param>
/// <param name="Restore">The scope was to be restored.</param>
/// <param name="SelfApproval">Somebody was to try to approve a request of their own.</param>
/// <param name="Malformed">Records that are no orders were sent.</param>
/// <param name="Quiet">Nothing was to be killed: a kill is a false alarm.</param>
/// <param name="LetThrough">Some of the orders were to be let through. Of a user's own orders that is not known: a kill can be there before
/// the first is decided.</param>
/// <param name="GlobalRestore">GLOBAL was to be restored.</param>
/// <param name="Repeats">Commands were to be delivered more than once.</param>
public sealed record Expectations(
    bool Orders = true,
    bool Kill = false,
    bool DetectedKill = false,
    bool Restore = false,
    bool SelfApproval = false,
    bool Malformed = false,
    bool Quiet = false,
    bool LetThrough = true,
    bool GlobalRestore = false,
    bool Repeats = false);
