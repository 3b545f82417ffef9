using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>
/// Killing is one person, at once. Unkilling takes two people. The rule is checked when a decision is posted and again by the execution.
/// </summary>
internal static class SeparationOfDuties
{
    /// <returns>
    /// What is wrong with an approved request; null where enough people other than the requester approved it, who may still.
    /// </returns>
    public static string? Violation(UnkillRequest request)
    {
        var approvers = Approvers(request);
        if (request.Requester is { } requester && approvers.Contains(requester))
            return $"{requester} asked for it and is among those who approved it.";
        return approvers.Count >= request.Quorum
            ? null
            : $"It takes {request.Quorum} people to approve it and {approvers.Count} did. {RequestWords.Lapsed(request)}".TrimEnd();
    }

    /// <summary>How many people could approve what the requester asks for.</summary>
    public static int Eligible(IReadOnlyList<Person> approvers, Person? requester) =>
        approvers.Distinct().Count(person => person != requester);

    private static List<Person> Approvers(UnkillRequest request) =>
        [
            .. request
                .Decisions.Where(decision => decision.Approves)
                .Select(decision => decision.By)
                .Distinct(),
        ];
}
