using System.Text;
using KillSwitch.Api.Approvals;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routes;
using KillSwitch.Api.Routing;

namespace KillSwitch.Aws.Http;

/// <summary>The operators' API, and what there is on AWS only: the way back from the sign-in.</summary>
public static class GatewayRoutes
{
    /// <summary>Where the sign-in leads back to.</summary>
    public const string SignedIn = "/signed-in";

    private static readonly byte[] s_signedIn = Encoding.UTF8.GetBytes(Page.Of(
        "Signing in", "quiet", "Signing in", "One moment",
        Html.Of($"""<p class="lead" id="sign-in">The page you came from follows.</p>""")).ToString());

    public static IReadOnlyList<Route> All { get; } =
    [
        .. OperatorRoutes.All,
        new()
        {
            Methods = Verbs.Look,
            Pattern = SignedIn,
            Rule = RouteRule.Open,
            Summary = "Where the sign-in leads back to; the page's script redeems the code.",
            IgnoresQuery = true,
            IsListed = false,
            Answers = [AnswerForm.Page],
            Handler = (_, call, _) => Task.FromResult(new ApiAnswer(call.Route.Status, "text/html; charset=utf-8", s_signedIn)),
        },
    ];

    /// <summary>What signed-in people use: behind the authorizer.</summary>
    public static IReadOnlyList<Route> OfOperators { get; } = [.. All.Where(r => r.NeedsCaller)];

    /// <summary>What is open to everybody, and can change nothing.</summary>
    public static IReadOnlyList<Route> OfThePage { get; } = [.. All.Where(r => !r.NeedsCaller)];
}
