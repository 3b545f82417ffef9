using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Local.Mail;

namespace KillSwitch.Local.Api;

/// <summary>The operators' mail, newest first.</summary>
internal static class MailboxRoute
{
    private const string Limit = "limit";

    public static Route Of(Mailbox mailbox) => new()
    {
        Methods = Verbs.Get,
        Pattern = "/mailbox",
        Rule = RouteRule.Read,
        Summary = "The operators' mail, newest first. On one machine only.",
        Query = [new QueryField(Limit, "How many messages.", new QueryRange(Max: Mailbox.Kept, Usual: 50))],
        Answers = [AnswerForm.Json(MailJson.Default.IReadOnlyListMailEntry)],
        Handler = (_, call, _) => Task.FromResult(
            ApiAnswer.Json(mailbox.Latest(call.Query.Number(Limit)), MailJson.Default.IReadOnlyListMailEntry, call.Route.Status)),
    };
}
