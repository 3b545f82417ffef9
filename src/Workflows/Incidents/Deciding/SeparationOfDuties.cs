using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>Killing is one person, at once. Unkilling takes two people. The rule is checked when a decision is posted and again by the execution.</summary>
internal static class SeparationOfDuties
{
    /// <returns>What is wrong with an approved request; null where enough people other than the requester approved it.</returns>
    public static string? Violation(UnkillRequest request)
    {
        var people = request.Decisions
            .Where(decision => decision.Verdict == Verdict.Approve)
            .Select(decision => decision.By)
            .ToList();
        if (request.Requester is { } requester && people.Any(by => Actor.SamePerson(by, requester)))
            return $"{requester} asked for it and is among those who approved it.";
        var distinct = people.Select(by => by.Trim().ToUpperInvariant()).Distinct().Count();
        return distinct >= request.Quorum
            ? null
            : $"It takes {request.Quorum} people to approve it and {distinct} did.";
    }

    /// <summary>How many people could approve what the requester asks for.</summary>
    public static int Eligible(IReadOnlyList<string> approvers, string? requester) =>
        approvers
            .Where(name => requester is null || !Actor.SamePerson(name, requester))
            .Select(name => name.Trim().ToUpperInvariant())
            .Distinct()
            .Count();
}
