using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Api.Routes;

/// <summary>
/// What limits hold, and what is changed of them. A change is accepted (202): it is in force when its execution has published it.
/// </summary>
internal static class LimitHandlers
{
    public static async Task<ApiAnswer> AskAsync(ApiParts parts, Call call, CancellationToken cancellationToken)
    {
        var ask = new LimitAsk(
            call.Field(Fields.Owner.Name),
            call.Field(Fields.Rule.Name),
            call.Field(Fields.Value.Name),
            call.Field(Fields.Reason.Name),
            call.Field(Fields.Until.Name),
            call.IdempotencyKey
        );
        var outcome = await parts.Limits.AskAsync(call.Actor, ask, cancellationToken);
        var answer = call.Answer(outcome, OperatorsJson.Default.LimitReceipt);
        return outcome.Value is { } receipt
            ? answer.MarkedIf(receipt.Replayed).With("Location", $"/limits/changes/{receipt.ChangeId}")
            : answer;
    }

    public static async Task<ApiAnswer> ListAsync(ApiParts parts, Call call, CancellationToken cancellationToken) =>
        call.Answer(await parts.Limits.ListAsync(call.Actor, cancellationToken), OperatorsJson.Default.LimitTableView);

    public static async Task<ApiAnswer> GetAsync(ApiParts parts, Call call, CancellationToken cancellationToken) =>
        call.Answer(await parts.Limits.GetAsync(call.Actor, call.Id, cancellationToken), OperatorsJson.Default.LimitChangeView);
}
