using KillSwitch.Api.Requests;
using KillSwitch.Local.Api.Requests;
using KillSwitch.Workflows.Operators;
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
        await Answers.WriteAsync(context, await actions.GetIncidentAsync(context.Actor(), id, context.RequestAborted), OperatorsJson.Default.IncidentView);
    }
}
