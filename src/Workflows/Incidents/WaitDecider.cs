using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.Incidents;

/// <summary>What a task that waits for people finds when it begins to wait. Its token is stored before anybody can be told about it.</summary>
internal static class WaitDecider
{
    /// <summary>Begins to wait for an unkill request. A request, or a kill, that came earlier answers at once.</summary>
    public static Change<WaitStart> AwaitRequest(ScopeRecord record, TaskWait wait)
    {
        var incident = record.OpenIncident!;
        if (Superseded(incident, wait) is { } superseded)
            return new(record, superseded);
        TaskAnswer? answer = incident switch
        {
            { HasUnpublishedCause: true } => new(StepOutcome.FurtherCause, null),
            { CurrentRequest: { } request } => new(StepOutcome.Requested, request.Number),
            _ => null,
        };
        var phase = incident.Phase == IncidentPhase.ApprovalPending && incident.CurrentRequest is null ? IncidentPhase.Killed : incident.Phase;
        return Started(record, incident with { Phase = phase }, wait with { Answer = answer });
    }

    /// <summary>Puts a request to the approvers. One that was decided, withdrawn or voided in the meantime answers at once.</summary>
    public static Change<WaitStart> AwaitApproval(ScopeRecord record, TaskWait wait, int number, TimeSpan lifetime, long nowMs)
    {
        var incident = record.OpenIncident!;
        if (Superseded(incident, wait) is { } superseded)
            return new(record, superseded);
        var request = incident.FindRequest(number);
        if (request is not { IsOpen: true })
            return Started(record, incident, wait with { Answer = new(OutcomeOf(request?.Status), number) });
        if (request.ExpiresTs <= nowMs)
            return Started(record, incident.With(request with { Status = RequestStatus.Expired, EndedTs = nowMs }) with { Phase = IncidentPhase.Killed }, wait with { Answer = new(StepOutcome.Expired, number) });
        var pending = request with
        {
            Status = RequestStatus.Pending,
            ExpiresTs = request.ExpiresTs ?? nowMs + (long)lifetime.TotalMilliseconds,
        };
        return Started(record, incident.With(pending) with { Phase = IncidentPhase.ApprovalPending }, wait);
    }

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

    private static Change<WaitStart> Started(ScopeRecord record, Incident incident, TaskWait wait) =>
        new(record with { Incident = incident with { Wait = wait } }, new(wait, IsNewest: true));

    /// <summary>
    /// A repeat of the same wait keeps what it was answered. A try that comes late, after a newer one began to wait, changes
    /// nothing: its token is dead, and storing it would leave the living one without an answer.
    /// </summary>
    private static WaitStart? Superseded(Incident incident, TaskWait wait) => incident.Wait switch
    {
        { } stored when stored.TaskToken == wait.TaskToken => new(stored, IsNewest: true),
        { } stored when stored.Entered > wait.Entered || (stored.Entered == wait.Entered && stored.Kind == wait.Kind && stored.Attempt > wait.Attempt) => new(stored, IsNewest: false),
        _ => null,
    };
}
