using System.Diagnostics;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>What every step has around it, an incident's or a change's: a span, and a record in the audit, whatever comes of it.</summary>
/// <param name="Audit">Where it is audited.</param>
/// <param name="Time">When.</param>
/// <param name="Record">What its audits have in common; time, outcome and detail are given with each.</param>
/// <param name="TraceParent">Trace of what caused it.</param>
/// <param name="Tags">What its span is about.</param>
internal sealed record AuditedStep(
    IAuditLog Audit,
    TimeProvider Time,
    StepAudit Record,
    string? TraceParent,
    IReadOnlyDictionary<string, object> Tags
)
{
    /// <summary>Runs a step and audits what came of it. An act that cannot be audited fails and is tried again.</summary>
    public Task<TOutput> RunAsync<TOutput>(
        Func<Task<TOutput>> act, Func<TOutput, StepAudit, StepAudit> told, CancellationToken cancellationToken) =>
        TracedAsync(async () =>
        {
            var output = await act();
            await Audit.AppendAsync(told(output, Now()), cancellationToken);
            return output;
        });

    /// <summary>
    /// Audits that a task begins to wait, then runs it. In this order, because the task may be completed, and the execution be
    /// gone on, from the moment that its token is stored: nobody would run it again for the sake of its audit.
    /// </summary>
    public Task<TOutput> WaitAsync<TOutput>(
        string outcome, string detail, Func<Task<TOutput>> act, CancellationToken cancellationToken) =>
        TracedAsync(async () =>
        {
            await Audit.AppendAsync(Now() with { Outcome = outcome, Detail = detail }, cancellationToken);
            return await act();
        });

    private async Task<TOutput> TracedAsync<TOutput>(Func<Task<TOutput>> act)
    {
        using var span = Spans.Steps.Continue(Record.Step, TraceParent);
        foreach (var (name, value) in Tags)
            span?.SetTag(name, value);
        span?.SetTag("killswitch.attempt", Record.Attempt);
        try
        {
            return await act();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            span?.SetStatus(ActivityStatusCode.Error, failure.Message);
            await AuditFailureAsync(failure);
            throw;
        }
    }

    private async Task AuditFailureAsync(Exception failure)
    {
        try
        {
            var record = Now() with { Outcome = StepAudit.Failed, Detail = $"{failure.GetType().Name}: {failure.Message}" };
            await Audit.AppendAsync(record, CancellationToken.None);
        }
        catch (Exception)
        {
            // The step's own failure is what the execution must hear of, and its history shows it.
        }
    }

    private StepAudit Now() => Record with { Ts = Time.GetUtcNow().ToUnixTimeMilliseconds() };
}
