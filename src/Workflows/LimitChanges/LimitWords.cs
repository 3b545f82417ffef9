using System.Globalization;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.LimitChanges;

/// <summary>What people are told of limits and their changes, wherever they ask.</summary>
public static class LimitWords
{
    /// <summary>A value as people read it: <c>1,200</c>; <c>no limit</c>; <c>restricted</c> and <c>not restricted</c>.</summary>
    public static string Value(LimitRule rule, decimal? value) => (rule, value) switch
    {
        (LimitRule.Restricted, null) => "not restricted",
        (LimitRule.Restricted, _) => "restricted",
        (_, null) => "no limit",
        (_, { } some) => some.ToString("#,0.########", CultureInfo.InvariantCulture),
    };

    /// <summary><c>max_qty of ACCOUNT:1 from 900 to 1,200, until 2026-03-04 05:06:07 UTC</c>.</summary>
    public static string Change(LimitChange change) =>
        $"{change.Key.Words} from {Value(change.Rule, change.Before)} to {Value(change.Rule, change.Value)}{Until(change)}";

    /// <summary>How it stands, in one sentence or two. Nothing is said that is not known to be so.</summary>
    public static string HowItStands(LimitChange change) => change.Phase switch
    {
        LimitChangePhase.Requested when change.Tighter => $"{Subject(change)} is asked for and not known to be in force yet.",
        LimitChangePhase.Requested => $"{Subject(change)} is asked for. {RequestWords.HowItEnded(change.Request!)}",
        LimitChangePhase.InForce when change.NotReverted is { } why => $"{WasInForce(change)} {why}",
        LimitChangePhase.InForce when change.Request is { Status: RequestStatus.Voided } =>
            $"{WasInForce(change)} Another change of the same limit has taken its place since.",
        LimitChangePhase.InForce => $"{InForce(change)} {End(change)}".TrimEnd(),
        LimitChangePhase.Reverted =>
            $"{Subject(change)} was in force and ended at {UtcTime.Of(change.Reverted!.ConfirmedTs!.Value)}: it is {Value(change.Rule, change.RevertTo!.Value)} again.",
        LimitChangePhase.Expired when change.Request is { Status: RequestStatus.Approved } or null =>
            $"{Subject(change)} came to nothing: its time was over before it could be published. The limit stays as it is.",
        LimitChangePhase.Voided => $"{Subject(change)} came to nothing: the limit was changed after it was asked for. Look at what it is now, then ask anew.",
        _ => $"{Subject(change)} came to nothing. {RequestWords.HowItEnded(change.Request!)}",
    };

    private static string Subject(LimitChange change) => $"The change of {Change(change)}";

    private static string InForce(LimitChange change) =>
        $"{Subject(change)} is in force since {UtcTime.Of(change.Published!.ConfirmedTs!.Value)}.";

    internal static string WasInForce(LimitChange change) =>
        $"{Subject(change)} was put in force at {UtcTime.Of(change.Published!.ConfirmedTs!.Value)}.";

    /// <summary>When it goes back, or why it does not.</summary>
    private static string End(LimitChange change)
    {
        if (change.Until is not { } until)
            return "";
        if (change.EndsByItself)
            return $"It goes back to {Value(change.Rule, change.RevertTo!.Value)} at {UtcTime.Of(until)}.";
        var waits = change.Request!.IsOpen
            ? $"Its end at {UtcTime.Of(until)} loosens it again, which others have to approve; until they do, it stays."
            : "Its end was not approved: it stays until somebody asks for a looser one.";
        return $"{waits} {RequestWords.HowItEnded(change.Request!)}";
    }

    private static string Until(LimitChange change) => change.Until is { } until ? $", until {UtcTime.Of(until)}" : "";
}
