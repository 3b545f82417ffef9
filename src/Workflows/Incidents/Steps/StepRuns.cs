using System.Security.Cryptography;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>The steps of an incident, with what every step has around it.</summary>
internal static class StepRuns
{
    /// <inheritdoc cref="AuditedStep.RunAsync"/>
    public static Task<StepOutput> RunAsync(
        this IncidentServices services, StepInput input, Func<Task<StepOutput>> act, CancellationToken cancellationToken) =>
        services.Audited(input).RunAsync(
            act,
            (output, record) => record with
            {
                Outcome = AnswerJson.Word(output.Outcome),
                Detail = output.Detail,
                Actor = output.CausedBy ?? Audits.Workflow,
                CmdId = output.CmdId,
            },
            cancellationToken
        );

    /// <inheritdoc cref="AuditedStep.WaitAsync"/>
    public static Task<StepOutput> WaitAsync(
        this IncidentServices services,
        StepInput input,
        string detail,
        Func<Task<StepOutput>> act,
        CancellationToken cancellationToken
    ) => services.Audited(input).WaitAsync(AnswerJson.Word(StepOutcome.Waiting), detail, act, cancellationToken);

    /// <summary>SHA-256 of the input as JSON without its token, hex.</summary>
    public static string Hash(StepInput input) =>
        Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input with { TaskToken = null }, StepsJson.Default.StepInput))
        );

    private static AuditedStep Audited(this IncidentServices services, StepInput input) =>
        new(
            services.Audit,
            services.Time,
            new StepAudit
            {
                Ts = 0,
                Step = input.State,
                Outcome = "",
                Actor = Audits.Workflow,
                Attempt = input.Attempt,
                Detail = "",
                CorrId = input.CorrId,
                Service = Audits.Workflow,
                Scope = input.Scope,
                IncidentId = input.IncidentId,
                ExecutionArn = input.ExecutionArn,
                InputHash = Hash(input),
            },
            input.TraceParent,
            new Dictionary<string, object> { [Spans.IncidentId] = input.IncidentId, [Spans.Scope] = input.Scope.ToString() }
        );
}
