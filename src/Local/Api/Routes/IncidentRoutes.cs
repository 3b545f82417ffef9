using KillSwitch.Http.Requests;
using KillSwitch.Local.Api.Requests;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KillSwitch.Local.Api.Routes;

/// <summary>How scopes and incidents stand.</summary>
internal sealed class IncidentRoutes(OperatorActions actions)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/state", StateAsync).For(RouteRule.Read);
        routes.MapGet("/incidents", ListAsync).For(RouteRule.Read);
        routes.MapGet("/incidents/{id}", GetAsync).For(RouteRule.Read);
    }

    private async Task StateAsync(HttpContext context) =>
        await Answers.WriteAsync(context, await actions.ListStateAsync(context.Actor(), context.RequestAborted), OperatorsJson.Default.IReadOnlyListScopeStateView);

    private async Task ListAsync(HttpContext context) =>
        await Answers.WriteAsync(context, await actions.ListIncidentsAsync(context.Actor(), context.RequestAborted), OperatorsJson.Default.IReadOnlyListIncidentSummary);

    private async Task GetAsync(HttpContext context)
    {
        var id = context.Request.RouteValues["id"]?.ToString() ?? "";
        // A store's keys have a length; what is longer than any id is not even looked for.
        var outcome = id.Length > Command.MaxIdLength
            ? new Refusal(RefusalCode.IncidentNotFound, $"No incident has an id of {id.Length} characters. GET /incidents lists the open and the latest ones.")
            : await actions.GetIncidentAsync(context.Actor(), id, context.RequestAborted);
        await Answers.WriteAsync(context, outcome, OperatorsJson.Default.IncidentView);
    }
}
