using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Api.Routes;

/// <summary>How scopes and incidents stand.</summary>
internal static class IncidentHandlers
{
    public static async Task<ApiAnswer> StateAsync(ApiParts parts, Call call, CancellationToken cancellationToken) =>
        call.Answer(await parts.Actions.ListStateAsync(call.Actor, cancellationToken), OperatorsJson.Default.IReadOnlyListScopeStateView);

    public static async Task<ApiAnswer> ListAsync(ApiParts parts, Call call, CancellationToken cancellationToken) =>
        call.Answer(
            await parts.Actions.ListIncidentsAsync(call.Actor, cancellationToken), OperatorsJson.Default.IReadOnlyListIncidentSummary);

    public static async Task<ApiAnswer> GetAsync(ApiParts parts, Call call, CancellationToken cancellationToken)
    {
        var outcome = await parts.Actions.GetIncidentAsync(call.Actor, call.Id, cancellationToken);
        if (outcome.Value is { } view)
            outcome = view with { HeldBack = await parts.Audits.HeldBackAsync(view.IncidentId, cancellationToken) };
        return call.Answer(outcome, OperatorsJson.Default.IncidentView);
    }
}
