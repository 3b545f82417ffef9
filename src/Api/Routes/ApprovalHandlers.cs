using System.Text;
using System.Text.Json.Serialization.Metadata;
using KillSwitch.Api.Approvals;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Routes;

/// <summary>
/// The callback link. Looking is open to whoever has the link, mail scanners included, and changes nothing; deciding
/// takes a token.
/// </summary>
internal static class ApprovalHandlers
{
    public static async Task<ApiAnswer> ShowAsync(ApiParts parts, Call call, CancellationToken cancellationToken)
    {
        if (parts.Limits.Concerns(call.Id))
        {
            var limit = await parts.Limits.ViewApprovalAsync(call.Id, cancellationToken);
            return Shown(call, limit, OperatorsJson.Default.LimitApprovalView, LimitApprovalHtml.Of);
        }
        var outcome = await parts.Actions.ViewApprovalAsync(call.Id, cancellationToken);
        if (outcome.Value is { } view)
            outcome = view with { HeldBack = await HeldBackAsync(parts, view, cancellationToken) };
        return Shown(call, outcome, OperatorsJson.Default.ApprovalView, ApprovalHtml.Of);
    }

    public static async Task<ApiAnswer> DecideAsync(ApiParts parts, Call call, CancellationToken cancellationToken)
    {
        var (decision, reason) = (call.Field(Fields.Decision.Name), call.Field(Fields.Reason.Name));
        if (parts.Limits.Concerns(call.Id))
        {
            var limit = await parts.Limits.DecideAsync(call.Actor, call.Id, decision, reason, call.IdempotencyKey, cancellationToken);
            return call.Answer(limit, OperatorsJson.Default.LimitDecisionReceipt).MarkedIf(limit.Value?.Replayed == true);
        }
        var outcome = await parts.Actions.DecideAsync(call.Actor, call.Id, decision, reason, call.IdempotencyKey, cancellationToken);
        return call.Answer(outcome, OperatorsJson.Default.DecisionReceipt).MarkedIf(outcome.Value?.Replayed == true);
    }

    private static ApiAnswer Shown<T>(Call call, Outcome<T> outcome, JsonTypeInfo<T> type, Func<T, Html> page)
        where T : class
    {
        if (call.PrefersJson)
            return call.Answer(outcome, type);
        if (!outcome.IsRefused)
            return Html(page(outcome.Value), call.Route.Status);
        var problem = Problem.Of(outcome.Refusal, call.TraceId);
        return Html(RefusalPage.Of(problem, outcome.Refusal.Code), problem.Status);
    }

    /// <summary>A request is shown and decided without it, too: then the page says that it is not known.</summary>
    private static async Task<HeldBackView?> HeldBackAsync(ApiParts parts, ApprovalView view, CancellationToken cancellationToken)
    {
        try
        {
            return await parts.Audits.HeldBackAsync(view.IncidentId, view.OpenedTs, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    private static ApiAnswer Html(Html page, int status) =>
        new(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page.ToString()));
}
