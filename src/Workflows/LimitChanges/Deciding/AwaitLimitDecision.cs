using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;

namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>Puts a change to the approvers. One that was decided, withdrawn or voided in the meantime answers at once.</summary>
/// <param name="Wait">With the task's token, which is stored before anybody can be told about it.</param>
/// <param name="Lifetime">How long it can be decided, from when it is first put to them; never beyond the change's own end.</param>
internal sealed record AwaitLimitDecision(TaskWait Wait, TimeSpan Lifetime) : ICarriedLimitTransition<LimitWaitStart>
{
    public LimitMove<LimitWaitStart> Decide(LimitRecord record, LimitChange change, long nowMs)
    {
        if (WaitStart.Superseded(change.Wait, Wait) is { } superseded)
            return new(record, new(change, superseded));
        if (change.Request is not { IsOpen: true } request)
            return Started(record, change, Wait with { Answer = new(RequestOutcomes.OutcomeOf(change.Request?.Status), 1) });
        var expiresTs = Math.Min(nowMs + (long)Lifetime.TotalMilliseconds, change.Until ?? long.MaxValue);
        if ((request.ExpiresTs ?? expiresTs) <= nowMs)
        {
            var expired = change.With(request.Ended(RequestStatus.Expired, nowMs));
            return Started(record, expired, Wait with { Answer = new(StepOutcome.Expired, request.Number) });
        }
        return Started(record, change with { Request = request.PutToApprovers(expiresTs) }, Wait);
    }

    private static LimitMove<LimitWaitStart> Started(LimitRecord record, LimitChange change, TaskWait wait)
    {
        var waiting = change with { Wait = wait };
        return new(record.With(waiting), new(waiting, new WaitStart(wait, IsNewest: true)));
    }
}

/// <param name="Change">As it stands now.</param>
/// <param name="Start">What the task finds.</param>
internal sealed record LimitWaitStart(LimitChange Change, WaitStart Start);
