using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Approvals;

/// <summary>
/// Killing is one person, at once, and so is a tighter limit. Unkilling, or a looser limit, takes two people. The rule is checked when a
/// decision is posted and again by the execution.
/// </summary>
internal static class SeparationOfDuties
{
    /// <returns>
    /// What is wrong with an approved request; null where enough people other than the requester approved it, who may still.
    /// </returns>
    public static string? Violation(ApprovalRequest request)
    {
        var approvers = Approvers(request);
        if (request.Requester is { } requester && approvers.Contains(requester))
            return $"{requester} asked for it and is among those who approved it.";
        return approvers.Count >= request.Quorum
            ? null
            : $"It takes {request.Quorum} people to approve it and {approvers.Count} did. {RequestWords.Lapsed(request)}".TrimEnd();
    }

    /// <summary>Whether enough people could approve what somebody asks for.</summary>
    /// <param name="what">What that is, to begin a sentence: <c>An unkill of ACCOUNT:1</c>.</param>
    /// <param name="requester">Who asks; null where nothing proves it.</param>
    /// <param name="approvers">Everybody who holds the role approver.</param>
    /// <param name="quorum">How many of them it takes.</param>
    /// <returns>Null where they are enough.</returns>
    public static Refusal? Objection(string what, Person? requester, IReadOnlyList<Person> approvers, int quorum)
    {
        var besides = requester?.Name ?? "whoever asked, who is not proven";
        var eligible = Eligible(approvers, requester);
        return eligible >= quorum
            ? null
            : new(RefusalCode.NobodyCouldApprove,
                $"{what} takes {quorum} approver(s) besides {besides}, and there are {eligible}. "
                + "Give the role approver to more people, then ask again.");
    }

    /// <summary>How many people could approve what the requester asks for.</summary>
    public static int Eligible(IReadOnlyList<Person> approvers, Person? requester) =>
        approvers.Distinct().Count(person => person != requester);

    private static List<Person> Approvers(ApprovalRequest request) =>
        [
            .. request
                .Decisions.Where(decision => decision.Approves)
                .Select(decision => decision.By)
                .Distinct(),
        ];
}
