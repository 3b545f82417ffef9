using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Notifications;
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
    private const int LastTryThatMinds = 3;

    /// <summary>Safe to run again. A request that fails the check is rejected, and the scope stays killed.</summary>
    /// <exception cref="NotificationNotSentException">It is rejected; only the message was not sent, in the first tries.</exception>
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
        if (request is { CheckFound: not null })
            await TellAsync(input, check.Incident, request, cancellationToken);
        return new StepOutput
        {
            Outcome = check.Outcome,
            Detail = request?.CheckFound ?? "The request is no longer approved.",
            Request = input.RequestNumber,
        };
    }

    /// <summary>Whoever asked and whoever approved believe that trading is being restored, until they are told.</summary>
    private async Task TellAsync(StepInput input, Incident incident, UnkillRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await services.Notifier.NotifyAsync(IncidentMails.RequestEnded(incident, request, services.NowMs()), cancellationToken);
        }
        catch (NotificationNotSentException) when (input.Attempt > LastTryThatMinds)
        {
            // The tries before were audited as failed; the next unkill can be asked for without it.
        }
    }
}
