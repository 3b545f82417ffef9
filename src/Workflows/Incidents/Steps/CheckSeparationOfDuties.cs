using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>
/// Checks once more, from what is stored, that enough people other than the requester approved. It was checked when each
/// decision was posted; here it holds even if a door was left open there.
/// </summary>
public sealed class CheckSeparationOfDuties(StepServices services)
{
    /// <summary>Safe to run again. A request that fails the check is rejected, and the scope stays killed.</summary>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var change = await services.UpdateCarriedAsync<Incident>(
            input,
            (record, incident) =>
            {
                if (incident.FindRequest(input.RequestNumber) is not { Status: RequestStatus.Approved } approved || SeparationOfDuties.Violation(approved) is null)
                    return new(record, incident);
                var rejected = incident.With(approved with { Status = RequestStatus.Rejected, EndedTs = services.NowMs() }) with { Phase = IncidentPhase.Killed };
                return new(record with { Incident = rejected }, rejected);
            },
            cancellationToken);
        if (change.Result is not { } incident)
            return StepFlow.Superseded(input);
        var request = incident.FindRequest(input.RequestNumber);
        if (request?.Status == RequestStatus.Approved)
        {
            return new StepOutput
            {
                Outcome = StepOutcome.Ok,
                Detail = $"Asked for by {request.AskedBy}; {ApprovalDecider.HowItEnded(request)}",
                CmdId = request.CmdId,
                Request = request.Number,
            };
        }
        return new StepOutput
        {
            Outcome = WaitDecider.OutcomeOf(request is { IsOpen: true } ? RequestStatus.Expired : request?.Status),
            Detail = (request is null ? null : SeparationOfDuties.Violation(request)) ?? "The request is no longer approved.",
            Request = input.RequestNumber,
        };
    }
}
