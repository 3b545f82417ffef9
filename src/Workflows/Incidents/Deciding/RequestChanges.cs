using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>What happens to an unkill request inside its incident.</summary>
internal static class RequestChanges
{
    public static UnkillRequest Ended(this UnkillRequest request, RequestStatus status, long nowMs) =>
        request with { Status = status, EndedTs = nowMs };

    /// <summary>An approval counts only while whoever gave it may approve.</summary>
    /// <param name="request">The request.</param>
    /// <param name="approversNow">Everybody who may approve at this moment.</param>
    public static UnkillRequest Lapsed(this UnkillRequest request, IReadOnlyList<Person> approversNow) =>
        request with
        {
            Decisions =
            [
                .. request.Decisions.Select(decision =>
                    decision.Approves && !approversNow.Contains(decision.By) ? decision with { Lapsed = true } : decision
                ),
            ],
        };

    public static Incident With(this Incident incident, UnkillRequest changed) =>
        incident with { Requests = [.. incident.Requests.Select(request => request.Number == changed.Number ? changed : request)] };

    /// <summary>Where an execution goes with a request that stands like this.</summary>
    public static StepOutcome OutcomeOf(RequestStatus? status) => status switch
    {
        RequestStatus.Approved => StepOutcome.Approved,
        RequestStatus.Rejected => StepOutcome.Rejected,
        RequestStatus.Withdrawn => StepOutcome.Withdrawn,
        RequestStatus.Voided => StepOutcome.Voided,
        RequestStatus.Expired or null => StepOutcome.Expired,
        _ => throw new InvalidOperationException($"A request that is {status} has no outcome yet."),
    };

    /// <summary>The same of a request that ought to have ended: one that has not counts as expired.</summary>
    public static StepOutcome OutcomeAfter(UnkillRequest? request) =>
        OutcomeOf(request is { IsOpen: true } ? RequestStatus.Expired : request?.Status);
}
