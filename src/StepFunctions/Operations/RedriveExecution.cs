using System.Text.Json;
using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>
/// Lets an execution that did not succeed go on where it ended. Whoever asks again with the same client token, within a quarter of an hour,
/// is told of the first time, whatever has become of the execution since.
/// </summary>
internal sealed class RedriveExecution : IOperation
{
    private const int TokenLength = 64;
    private static readonly TimeSpan s_tokensLast = TimeSpan.FromMinutes(15);

    public string Name => nameof(RedriveExecution);

    public async Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var execution = Find.Execution(engine, request.Required("executionArn"));
        var token = request.Optional("clientToken");
        if (token?.Length is 0 or > TokenLength)
            throw Request.Constraint(token, "clientToken", $"Member must have length between 1 and {TokenLength}, both included");
        var now = engine.Clock.GetUtcNow();
        if (Granted(execution.State, token, now) is not { } at)
        {
            if (!await execution.SendAsync(new ExecutionCommand.Redrive(token), cancellationToken).ConfigureAwait(false))
                throw NotRedrivable(execution, now);
            at = execution.State.RedrivenAt ?? now;
        }
        answer.Time("redriveDate", at);
    }

    private static DateTimeOffset? Granted(ExecutionState state, string? token, DateTimeOffset now) =>
        token is null ? null : state.RedriveRequests.FindLast(r => r.ClientToken == token && now - r.At <= s_tokensLast)?.At;

    private static WireException NotRedrivable(Execution execution, DateTimeOffset now) =>
        new(
            "ExecutionNotRedrivable",
            $"Execution {execution.Arn} invalid for redrive as: {Redrives.WhyNot(execution.State, now) ?? "The engine is stopping"}"
        );
}
