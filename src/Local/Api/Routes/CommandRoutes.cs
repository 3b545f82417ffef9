using KillSwitch.Api.Requests;
using KillSwitch.Local.Api.Requests;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KillSwitch.Local.Api.Routes;

/// <summary>Kill, and ask for an unkill. Both are accepted (202): they take effect when the intake has read them.</summary>
internal sealed class CommandRoutes(OperatorActions actions, IdempotencyKeys keys)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/kill", context => HandleAsync(context, actions.KillAsync)).For(RouteRule.Act(Permission.Kill));
        routes.MapPost("/unkill", context => HandleAsync(context, actions.UnkillAsync)).For(RouteRule.Act(Permission.AskUnkill));
    }

    private async Task HandleAsync(HttpContext context, Func<Actor, CommandRequest, CancellationToken, Task<Outcome<CommandReceipt>>> act)
    {
        var body = await FlatBody.ReadAsync(context, "scope", "reason");
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
        var request = new CommandRequest(body.Value.GetValueOrDefault("scope"), body.Value.GetValueOrDefault("reason"), key);
        var outcome = await act(context.Actor(), request, context.RequestAborted);
        if (outcome.Value?.IncidentId is { } incident)
            context.Response.Headers.Location = $"/incidents/{incident}";
        await Answers.WriteAsync(context, outcome, OperatorsJson.Default.CommandReceipt, StatusCodes.Status202Accepted);
    }
}
