using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>What an unkill request means to its incident, and to the execution.</summary>
internal static class RequestOutcomes
{
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
