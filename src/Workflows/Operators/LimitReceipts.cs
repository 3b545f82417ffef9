using KillSwitch.Workflows.LimitChanges;

namespace KillSwitch.Workflows.Operators;

/// <summary>What whoever asked for a change of a limit is told: what is so, never what is hoped for.</summary>
internal static class LimitReceipts
{
    /// <param name="change">As it is stored.</param>
    /// <param name="isRepeat">Whether the same was asked before under the same key.</param>
    /// <param name="isStarted">Whether its execution is known to be started.</param>
    /// <param name="stricter">What stricter limit of others counts all the same, a sentence; empty where none does.</param>
    public static string Message(LimitChange change, bool isRepeat, bool isStarted, string stricter)
    {
        var says = change.Phase != LimitChangePhase.Requested
            ? LimitWords.HowItStands(change)
            : change.Tighter
                ? $"The change of {LimitWords.Change(change)} is tighter: it takes one person, and is being published. It is not known to be "
                    + $"in force yet: GET /limits/changes/{change.ChangeId} shows when it is.{End(change)}"
                : $"The change of {LimitWords.Change(change)} is looser: it stays {LimitWords.Value(change.Rule, change.Before)} until "
                    + "somebody else approves; the approvers get a link.";
        var repeat = isRepeat ? "This repeats a request that was made before under its Idempotency-Key, and does nothing more. " : "";
        var waits = isStarted ? "" : " Step Functions does not answer just now: it goes on as soon as it does.";
        return $"{repeat}{says}{waits} {stricter}".TrimEnd();
    }

    private static string End(LimitChange change) =>
        change is { Until: not null, Request: not null }
            ? " That it ends by itself loosens the limit again, which somebody else has to approve; without that it stays."
            : "";
}
