using System.Text;
using KillSwitch.Api.Approvals;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Api.Routes;

/// <summary>
/// The callback link. Looking is open to whoever has the link, mail scanners included, and changes nothing; deciding
/// takes a token.
/// </summary>
internal static class ApprovalHandlers
{
    public static async Task<ApiAnswer> ShowAsync(ApiParts parts, Call call, CancellationToken cancellationToken)
    {
        var outcome = await parts.Actions.ViewApprovalAsync(call.Id, cancellationToken);
        if (outcome.Value is { } view)
            outcome = view with { HeldBack = await HeldBackAsync(parts, view, cancellationToken) };
        if (call.PrefersJson)
            return call.Answer(outcome, OperatorsJson.Default.ApprovalView);
        if (!outcome.IsRefused)
            return Html(ApprovalHtml.Of(outcome.Value), call.Route.Status);
        var problem = Problem.Of(outcome.Refusal, call.TraceId);
        return Html(RefusalPage.Of(problem, outcome.Refusal.Code), problem.Status);
    }

    public static async Task<ApiAnswer> DecideAsync(ApiParts parts, Call call, CancellationToken cancellationToken)
    {
        var outcome = await parts.Actions.DecideAsync(
            call.Actor, call.Id, call.Field(Fields.Decision.Name), call.Field(Fields.Reason.Name), call.IdempotencyKey, cancellationToken);
        return call.Answer(outcome, OperatorsJson.Default.DecisionReceipt).MarkedIf(outcome.Value?.Replayed == true);
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
