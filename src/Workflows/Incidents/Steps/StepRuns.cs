using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>What every step has around it: a span, and a record in the audit, whatever comes of it.</summary>
internal static class StepRuns
{
    /// <summary>Runs a step and audits what came of it. An act that cannot be audited fails and is tried again.</summary>
    public static Task<StepOutput> RunAsync(
        this IncidentServices services,
        StepInput input,
        Func<Task<StepOutput>> act,
        CancellationToken cancellationToken
    ) => services.TracedAsync(input, async () =>
        {
            var output = await act();
            await services.AuditAsync(
                input,
                AnswerJson.Word(output.Outcome),
                output.Detail,
                cancellationToken,
                output.CausedBy,
                output.CmdId
            );
            return output;
        });

    /// <summary>
    /// Audits that a task begins to wait, then runs it. In this order, because the task may be completed, and the execution be
    /// gone on, from the moment that its token is stored: nobody would run it again for the sake of its audit.
    /// </summary>
    public static Task<StepOutput> WaitAsync(
        this IncidentServices services,
        StepInput input,
        string detail,
        Func<Task<StepOutput>> act,
        CancellationToken cancellationToken
    ) => services.TracedAsync(input, async () =>
        {
            await services.AuditAsync(input, AnswerJson.Word(StepOutcome.Waiting), detail, cancellationToken);
            return await act();
        });

    /// <summary>SHA-256 of the input as JSON without its token, hex.</summary>
    public static string Hash(StepInput input) =>
        Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input with { TaskToken = null }, StepsJson.Default.StepInput))
        );

    private static async Task<StepOutput> TracedAsync(this IncidentServices services, StepInput input, Func<Task<StepOutput>> act)
    {
        using var span = Spans.Steps.Continue(input.State, input.TraceParent);
        span?.SetTag(Spans.IncidentId, input.IncidentId);
        span?.SetTag(Spans.Scope, input.Scope.ToString());
        span?.SetTag("killswitch.attempt", input.Attempt);
        try
        {
            return await act();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            span?.SetStatus(ActivityStatusCode.Error, failure.Message);
            await services.AuditFailureAsync(input, failure);
            throw;
        }
    }

    private static async Task AuditFailureAsync(this IncidentServices services, StepInput input, Exception failure)
    {
        try
        {
            await services.AuditAsync(input, StepAudit.Failed, $"{failure.GetType().Name}: {failure.Message}", CancellationToken.None);
        }
        catch (Exception)
        {
            // The step's own failure is what the execution must hear of, and its history shows it.
        }
    }

    private static Task AuditAsync(
        this IncidentServices services,
        StepInput input,
        string outcome,
        string detail,
        CancellationToken cancellationToken,
        string? causedBy = null,
        string? cmdId = null
    ) =>
        services.Audit.AppendAsync(
            new StepAudit
            {
                Ts = services.NowMs(),
                Step = input.State,
                Outcome = outcome,
                Actor = causedBy ?? Audits.Workflow,
                Attempt = input.Attempt,
                Detail = detail,
                CorrId = input.CorrId,
                Service = Audits.Workflow,
                Scope = input.Scope,
                IncidentId = input.IncidentId,
                ExecutionArn = input.ExecutionArn,
                CmdId = cmdId,
                InputHash = Hash(input),
            },
            cancellationToken);
}
