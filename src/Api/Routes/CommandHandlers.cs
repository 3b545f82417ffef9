using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Routes;

/// <summary>Kill, and ask for an unkill. Both are accepted (202): they take effect when the intake has read them.</summary>
internal static class CommandHandlers
{
    public static async Task<ApiAnswer> KillAsync(ApiParts parts, Call call, CancellationToken cancellationToken) =>
        Answer(call, await parts.Actions.KillAsync(call.Actor, Request(call), cancellationToken));

    public static async Task<ApiAnswer> UnkillAsync(ApiParts parts, Call call, CancellationToken cancellationToken) =>
        Answer(call, await parts.Actions.UnkillAsync(call.Actor, Request(call), cancellationToken));

    private static CommandRequest Request(Call call) =>
        new(call.Field(Fields.Scope.Name), call.Field(Fields.Reason.Name), call.IdempotencyKey);

    private static ApiAnswer Answer(Call call, Outcome<CommandReceipt> outcome)
    {
        var answer = call.Answer(outcome, OperatorsJson.Default.CommandReceipt);
        if (outcome.Value is not { } receipt)
            return answer;
        answer = answer.MarkedIf(receipt.Replayed).MarkedIfKeyIgnored(receipt.IdempotencyKeyIgnored);
        return receipt.IncidentId is { } incident ? answer.With("Location", $"/incidents/{incident}") : answer;
    }
}
