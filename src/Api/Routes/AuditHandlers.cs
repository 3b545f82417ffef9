using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Workflows.Auditing;

namespace KillSwitch.Api.Routes;

/// <summary>What stands in the audit.</summary>
internal static class AuditHandlers
{
    private const string Limit = "limit";

    private static readonly QueryField s_order = new("order_id", "Of this order.");
    private static readonly QueryField s_account = new("account_id", "Decisions about orders of this account.");
    private static readonly QueryField s_incident = new("incident_id", "Of this incident, its steps and the orders that it held back; or of this change of a limit (lc-…).");
    private static readonly QueryField s_scope = new("scope", $"About this scope, or held back by it. One of {Workflows.Scopes.Scope.Forms}.");
    private static readonly QueryField s_actor = new("actor", "Steps and acts by this person or service: bob, detector.");
    private static readonly QueryField s_decision = new("decision", "Decisions of this kind: ALLOW, DROP or REJECT.");
    private static readonly QueryField s_step = new("step", "Steps and acts of this name: PublishKilled, ApprovalDecided.");
    private static readonly QueryField s_from = new("from", "From this time on: milliseconds since 1970, or 2026-11-30T15:04:05Z.");
    private static readonly QueryField s_to = new("to", "Up to this time, as from.");
    private static readonly QueryField s_cursor = new("cursor", "next_cursor of the page before, with the same filters.");

    public static IReadOnlyList<QueryField> Query { get; } =
    [
        s_order, s_account, s_incident, s_scope, s_actor, s_decision, s_step, s_from, s_to,
        new(Limit, "How many records.", new QueryRange(AuditQuestion.MaxLimit, AuditQuestion.DefaultLimit)),
        s_cursor,
    ];

    public static async Task<ApiAnswer> FindAsync(ApiParts parts, Call call, CancellationToken cancellationToken)
    {
        string? Text(QueryField field) => call.Query.Text(field.Name);
        var request = new AuditRequest
        {
            OrderId = Text(s_order),
            AccountId = Text(s_account),
            IncidentId = Text(s_incident),
            Scope = Text(s_scope),
            Actor = Text(s_actor),
            Decision = Text(s_decision),
            Step = Text(s_step),
            From = Text(s_from),
            To = Text(s_to),
            Cursor = Text(s_cursor),
            Limit = call.Query.Number(Limit),
        };
        var outcome = await parts.Audits.FindAsync(call.Actor, request, cancellationToken);
        return outcome.IsRefused
            ? ApiAnswer.Of(outcome.Refusal, call.TraceId)
            : new ApiAnswer(call.Route.Status, "application/json", AuditPageJson.Of(outcome.Value));
    }
}
