using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.LimitChanges.Deciding;
using KillSwitch.Workflows.LimitChanges.Effects;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Tracing;
using KillSwitch.Workflows.Waiting;

namespace KillSwitch.Workflows.LimitChanges.Recovery;

/// <summary>
/// Sees to it that every change that is not at its end has an execution that runs, and that waiting tasks hear what was decided: after a
/// restart, after a crash between two effects, after somebody stopped an execution.
/// </summary>
public sealed class LimitRecovery(LimitServices services)
{
    private static readonly TimeSpan s_answersWithin = TimeSpan.FromSeconds(5);

    /// <summary>Run it at start and every minute or so from then on. Harmless to repeat. One at a time.</summary>
    /// <exception cref="StoreUnavailableException">Run it again.</exception>
    /// <exception cref="ExecutionsUnavailableException">Run it again: what changes there are cannot go on meanwhile.</exception>
    public async Task<LimitRecoveryReport> RunAsync(CancellationToken cancellationToken)
    {
        using var span = Spans.Recovery.StartActivity("recover changes of limits");
        var (started, answered) = (new List<string>(), new List<string>());
        foreach (var key in await services.Limits.ListAsync(cancellationToken))
        {
            var record = await services.Limits.LoadAsync(key, cancellationToken);
            foreach (var change in record.Changes)
                await RecoverAsync(change, started, answered, cancellationToken);
        }
        if (started.Count + answered.Count == 0)
            span?.SetTag(Spans.Minor, true);
        return new LimitRecoveryReport(started, answered);
    }

    private async Task RecoverAsync(
        LimitChange change, List<string> started, List<string> answered, CancellationToken cancellationToken)
    {
        try
        {
            await services.Time.WithinAsync(s_answersWithin, limited => ActAsync(change, started, answered, limited), cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new ExecutionsUnavailableException($"Step Functions did not answer in time about change {change.ChangeId}.", e);
        }
    }

    private async Task ActAsync(LimitChange change, List<string> started, List<string> answered, CancellationToken cancellationToken)
    {
        var state = await services.Executions.FindExecutionAsync(change.ExecutionName, cancellationToken);
        if (state == ExecutionLiveness.Running)
        {
            if (change.Wait?.Answer is null)
                return;
            await services.SendAnswerAsync(change.Wait, cancellationToken);
            answered.Add(change.ChangeId);
            return;
        }
        if (state == ExecutionLiveness.Ended)
        {
            var replaced = await services.UpdateAsync(
                change.Key, new ReplaceLimitExecution(new LimitCarrier(change.ChangeId, change.ExecutionName)), cancellationToken);
            if (replaced.Result is not { } next)
                return;
            change = next;
        }
        await services.StartAsync(change, cancellationToken);
        started.Add(change.ChangeId);
        await AuditAsync(change, state == ExecutionLiveness.Ended
            ? $"The execution had ended although the change has not: {change.ExecutionName} takes over."
            : $"The execution was missing: started {change.ExecutionName}.", cancellationToken);
    }

    private Task AuditAsync(LimitChange change, string detail, CancellationToken cancellationToken) =>
        services.Audit.AppendAsync(
            new StepAudit
            {
                Ts = services.NowMs(),
                Step = Audits.ExecutionStarted,
                Outcome = StepAudit.Ok,
                Actor = Audits.Recovery,
                Attempt = 1,
                Detail = detail,
                CorrId = change.ChangeId,
                Service = Audits.Recovery,
                Scope = LimitScope.Of(change.Owner),
                ChangeId = change.ChangeId,
            },
            cancellationToken);
}

/// <summary>What a pass did.</summary>
/// <param name="ExecutionsStarted">Changes whose execution should have been running and was not.</param>
/// <param name="AnswersSent">Changes with a waiting task that was answered; the answer was sent again.</param>
public sealed record LimitRecoveryReport(IReadOnlyList<string> ExecutionsStarted, IReadOnlyList<string> AnswersSent);
