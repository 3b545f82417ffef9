using System.Text;
using KillSwitch.Api.Approvals;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;

namespace KillSwitch.Aws.Http;

/// <summary>The way back from the sign-in, which there is on AWS only: a page whose script redeems the code.</summary>
public static class SignInRoute
{
    /// <summary>Where the sign-in leads back to.</summary>
    public const string Path = "/signed-in";

    private static readonly byte[] s_page = Encoding.UTF8.GetBytes(Page.Of(
        "Signing in", "quiet", "Signing in", "One moment",
        Html.Of($"""<p class="lead" id="sign-in">The page you came from follows.</p>""")).ToString());

    internal static Route Route { get; } = new()
    {
        Methods = Verbs.Look,
        Pattern = Path,
        Rule = RouteRule.Open,
        Summary = "Where the sign-in leads back to; the page's script redeems the code.",
        IgnoresQuery = true,
        IsListed = false,
        Answers = [AnswerForm.Page],
        Handler = (_, call, _) => Task.FromResult(new ApiAnswer(call.Route.Status, "text/html; charset=utf-8", s_page)),
    };
}
