using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Local.Happenings;

namespace KillSwitch.Local.Api.Pages;

/// <summary>What happens, for a page that looks on.</summary>
internal static class LiveRoute
{
    private static readonly QueryField s_after =
        new("after", "Only what happened after the one of this number: 'latest' of the answer before.", new QueryRange(int.MaxValue, 0));

    public static Route Of(RecentHappenings happenings) => new()
    {
        Methods = Verbs.Get,
        Pattern = "/live",
        Rule = RouteRule.Read,
        Summary = "What happened lately, and the orders decided in each of the last seconds. On one machine only.",
        Query = [s_after],
        Answers = [AnswerForm.Json(LiveJson.Default.LiveView)],
        Handler = (_, call, _) => Task.FromResult(
            ApiAnswer.Json(happenings.Since(call.Query.Number(s_after.Name)), LiveJson.Default.LiveView, call.Route.Status)
        ),
    };
}
