using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>
/// Checks once more, from what is stored, that enough people other than the requester approved. It was checked when each
/// decision was posted; here it holds even if a door was left open there.
/// </summary>
public sealed class CheckSeparationOfDuties(IncidentServices services)
{
    /// <summary>Safe to run again. A request that fails the check is rejected, and the scope stays killed.</summary>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var change = await services.UpdateAsync(input, new CheckSeparation(input.RequestNumber), cancellationToken);
        if (change.Result is not { } check)
            return StepFlow.Superseded(input);
        var request = check.Request;
        if (check.Outcome == StepOutcome.Ok)
        {
            return new StepOutput
            {
                Outcome = StepOutcome.Ok,
                Detail = $"Asked for by {request!.AskedBy}; {RequestWords.HowItEnded(request)}",
                CmdId = request.CmdId,
                Request = request.Number,
            };
        }
        return new StepOutput
        {
            Outcome = check.Outcome,
            Detail = (request is null ? null : SeparationOfDuties.Violation(request)) ?? "The request is no longer approved.",
            Request = input.RequestNumber,
        };
    }
}
