using KillSwitch.Workflows.LimitChanges.Deciding;
using KillSwitch.Workflows.LimitChanges.Effects;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.LimitChanges.Steps;

/// <summary>How a claimed record gets into the topic.</summary>
internal static class LimitPublishing
{
    /// <summary>Publishes it, and notes that it is there. Only then the change is said to be in force, or reverted.</summary>
    public static async Task<LimitStepOutput> PublishAsync(
        this LimitServices services, LimitStepInput input, LimitClaim claim, CancellationToken cancellationToken)
    {
        if (claim.Publication is not { } publication)
            return Said(claim.Change, null);
        if (publication.ConfirmedTs is not null)
            return Said(claim.Change, publication);
        var at = await services.Publisher.PublishAsync(publication.State, TraceContext.Current ?? input.TraceParent, cancellationToken);
        var move = await services.UpdateAsync(input, new ConfirmLimit(publication.State.Version, at), cancellationToken);
        if (move.Result is not { } confirmed)
            return LimitStepRuns.Superseded(input);
        await services.AnswerOthersAsync(move.Record, input.ChangeId, cancellationToken);
        return Said(confirmed, publication);
    }

    private static LimitStepOutput Said(LimitChange change, LimitPublication? publication) => new()
    {
        Outcome = LimitChanging.NextOf(change),
        Detail = LimitWords.HowItStands(change),
        CausedBy = publication?.State.ApprovedBy is [.., var approver] ? approver : publication?.State.AskedBy,
        Version = publication?.State.Version,
    };
}
