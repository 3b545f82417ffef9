using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Api.Routes;

/// <summary>How scopes and incidents stand.</summary>
internal static class IncidentHandlers
{
    public static async Task<ApiAnswer> StateAsync(ApiParts parts, Call call, CancellationToken cancellationToken) =>
        call.Answer(await parts.Actions.ListStateAsync(call.Actor, cancellationToken), OperatorsJson.Default.IReadOnlyListScopeStateView);

    private static readonly QueryField s_scope = new("scope", "Only those of this scope: ACCOUNT:42.");
    private static readonly QueryField s_before = new("before", "Only those that come after this incident_id: the last one of the page before.");
    private static readonly QueryField s_limit = new(
        "limit",
        "How many.",
        new QueryRange(IncidentsRequest.MaxLimit, IncidentsRequest.DefaultLimit)
    );

    /// <summary>What a list of incidents takes.</summary>
    public static IReadOnlyList<QueryField> ListQuery { get; } = [s_scope, s_before, s_limit];

    public static async Task<ApiAnswer> ListAsync(ApiParts parts, Call call, CancellationToken cancellationToken)
    {
        var request = new IncidentsRequest(
            call.Query.Number(s_limit.Name),
            call.Query.Text(s_scope.Name),
            call.Query.Text(s_before.Name)
        );
        return call.Answer(
            await parts.Actions.ListIncidentsAsync(call.Actor, request, cancellationToken),
            OperatorsJson.Default.IReadOnlyListIncidentSummary
        );
    }

    public static async Task<ApiAnswer> NoteAsync(ApiParts parts, Call call, CancellationToken cancellationToken)
    {
        var outcome = await parts.Actions.NoteAsync(
            call.Actor, call.Id, call.Field(Fields.NoteKind.Name), call.Field(Fields.Reason.Name), call.IdempotencyKey, cancellationToken);
        return call.Answer(outcome, OperatorsJson.Default.NoteReceipt).MarkedIf(outcome.Value?.Replayed == true);
    }

    public static async Task<ApiAnswer> GetAsync(ApiParts parts, Call call, CancellationToken cancellationToken)
    {
        var outcome = await parts.Actions.GetIncidentAsync(call.Actor, call.Id, cancellationToken);
        if (outcome.Value is { } view)
            outcome = view with { HeldBack = await parts.Audits.HeldBackAsync(view.IncidentId, view.OpenedTs, cancellationToken) };
        return call.Answer(outcome, OperatorsJson.Default.IncidentView);
    }
}
