using System.Security.Cryptography;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Deciding;
using KillSwitch.Workflows.LimitChanges.Effects;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.LimitChanges.Steps;

/// <summary>The steps of a change, with what every step has around it.</summary>
internal static class LimitStepRuns
{
    /// <inheritdoc cref="AuditedStep.RunAsync"/>
    public static Task<LimitStepOutput> RunAsync(
        this LimitServices services, LimitStepInput input, Func<Task<LimitStepOutput>> act, CancellationToken cancellationToken) =>
        services.Audited(input).RunAsync(
            act,
            (output, record) => record with
            {
                Outcome = Word(output.Outcome),
                Detail = output.Detail,
                Actor = output.CausedBy ?? Audits.LimitWorkflow,
            },
            cancellationToken
        );

    /// <inheritdoc cref="AuditedStep.WaitAsync"/>
    public static Task<LimitStepOutput> WaitAsync(
        this LimitServices services,
        LimitStepInput input,
        string detail,
        Func<Task<LimitStepOutput>> act,
        CancellationToken cancellationToken
    ) => services.Audited(input).WaitAsync(Word(LimitNext.Waiting), detail, act, cancellationToken);

    /// <summary>
    /// Lets something happen to the change that the step's execution carries. Where that has ended, or another execution took it over, the
    /// step has nothing to do any more: the result is null, and nothing is saved.
    /// </summary>
    public static Task<LimitMove<T?>> UpdateAsync<T>(
        this LimitServices services, LimitStepInput input, ICarriedLimitTransition<T> transition, CancellationToken cancellationToken)
        where T : class =>
        services.UpdateAsync(input.Key, new CarriedLimit<T>(input.Carrier, transition), cancellationToken);

    public static LimitStepOutput Superseded(LimitStepInput input) => new()
    {
        Outcome = LimitNext.Superseded,
        Detail = $"Change {input.ChangeId} has ended, or is carried by another execution: nothing is left to do here.",
    };

    /// <summary>The word of an outcome as the definition compares it.</summary>
    public static string Word(LimitNext next) =>
        JsonSerializer.SerializeToNode(next, LimitChangesJson.Default.LimitNext)!.GetValue<string>();

    private static AuditedStep Audited(this LimitServices services, LimitStepInput input) =>
        new(
            services.Audit,
            services.Time,
            new StepAudit
            {
                Ts = 0,
                Step = input.State,
                Outcome = "",
                Actor = Audits.LimitWorkflow,
                Attempt = input.Attempt,
                Detail = "",
                CorrId = input.ChangeId,
                Service = Audits.LimitWorkflow,
                Scope = LimitScope.Of(input.Owner),
                ChangeId = input.ChangeId,
                ExecutionArn = input.ExecutionArn,
                InputHash = Hash(input),
            },
            input.TraceParent,
            new Dictionary<string, object> { [Spans.ChangeId] = input.ChangeId, [Spans.Limit] = input.Key.ToString() }
        );

    /// <summary>SHA-256 of the input as JSON without its token, hex.</summary>
    private static string Hash(LimitStepInput input) =>
        Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input with { TaskToken = null }, LimitStepsJson.Default.LimitStepInput))
        );
}
