using KillSwitch.Api.Requests;
using KillSwitch.Local.Api.Requests;
using KillSwitch.Local.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KillSwitch.Local.Api.Routes;

/// <summary>The operators' mail, newest first.</summary>
internal sealed class MailboxRoutes(Mailbox mailbox)
{
    private const int DefaultLimit = 50;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/mailbox", ListAsync).For(RouteRule.Read);

    private async Task ListAsync(HttpContext context)
    {
        var given = Query.Read(context, "limit");
        if (given.IsRefused)
            await Answers.WriteAsync(context, given.Refusal);
        else if (Query.Limit(given.Value, DefaultLimit, Mailbox.Kept, out var limit) is { } refusal)
            await Answers.WriteAsync(context, refusal);
        else
            await Answers.WriteJsonAsync(context, mailbox.Latest(limit), MailJson.Default.IReadOnlyListMailEntry);
    }
}
