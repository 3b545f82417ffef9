using System.Text;
using KillSwitch.Api.Approvals;
using KillSwitch.Api.Requests;
using KillSwitch.Local.Api.Requests;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KillSwitch.Local.Api.Routes;

/// <summary>
/// The callback link. Looking is open to whoever has the link, mail scanners included, and changes nothing; deciding
/// takes a token.
/// </summary>
internal sealed class ApprovalRoutes(OperatorActions actions, IdempotencyKeys keys)
{
    private static readonly string[] s_look = [HttpMethods.Get, HttpMethods.Head];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/approvals/{id}", s_look, ShowAsync).For(RouteRule.Open);
        routes.MapPost("/approvals/{id}", DecideAsync).For(RouteRule.Act(Permission.DecideUnkill));
        foreach (var (name, file) in Assets.All)
            routes.MapMethods($"/assets/{name}", s_look, context => Answers.WriteBytesAsync(context, file.Content, file.Type, StatusCodes.Status200OK)).For(RouteRule.Open);
    }

    private async Task ShowAsync(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept";
        var outcome = await actions.ViewApprovalAsync(Id(context), context.RequestAborted);
        if (Accepts.Json(context.Request.Headers.Accept))
            await Answers.WriteAsync(context, outcome, OperatorsJson.Default.ApprovalView);
        else if (outcome.IsRefused)
            await WritePageAsync(context, RefusalPage.Of(Answers.ProblemOf(context, outcome.Refusal), outcome.Refusal.Code), RefusalStatus.Of(outcome.Refusal.Code));
        else
            await WritePageAsync(context, ApprovalPage.Of(outcome.Value), StatusCodes.Status200OK);
    }

    private async Task DecideAsync(HttpContext context)
    {
        var body = await FlatBody.ReadAsync(context, "decision", "reason");
        if (body.IsRefused)
        {
            await Answers.WriteAsync(context, body.Refusal);
            return;
        }
        var (key, refusal) = keys.Claim(context, context.Actor(), body.Value);
        if (refusal is not null)
        {
            await Answers.WriteAsync(context, refusal);
            return;
        }
        var outcome = await actions.DecideAsync(
            context.Actor(), Id(context), body.Value.GetValueOrDefault("decision"), body.Value.GetValueOrDefault("reason"), key, context.RequestAborted);
        await Answers.WriteAsync(context, outcome, OperatorsJson.Default.DecisionReceipt);
    }

    private static string Id(HttpContext context) => context.Request.RouteValues["id"]?.ToString() ?? "";

    private static Task WritePageAsync(HttpContext context, Html page, int status) =>
        Answers.WriteBytesAsync(context, Encoding.UTF8.GetBytes(page.ToString()), "text/html; charset=utf-8", status);
}
