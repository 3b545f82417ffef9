using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>
/// Checks once more, from what is stored, that enough people other than the requester approved, and that they still may. It was checked
/// when each decision was posted; here it holds even if a door was left open there.
/// </summary>
/// <param name="services">What steps work with.</param>
/// <param name="approvers">Who may approve; asked for when the step runs.</param>
public sealed class CheckSeparationOfDuties(IncidentServices services, Func<IApproverDirectory> approvers)
{
    /// <summary>Safe to run again. A request that fails the check is rejected, and the scope stays killed.</summary>
    /// <exception cref="DirectoryUnavailableException">Who may approve is not known: the scope stays killed until it is.</exception>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var now = await approvers().ListAsync(cancellationToken);
        var change = await services.UpdateAsync(input, new CheckSeparation(input.RequestNumber, now), cancellationToken);
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
            Detail = (request is null ? null : SeparationOfDuties.Violation(request, now)) ?? "The request is no longer approved.",
            Request = input.RequestNumber,
        };
    }
}
