using System.Text.Json;
using System.Text.Json.Serialization;
using KillSwitch.Api.Approvals;
using KillSwitch.Api.Requests;
using KillSwitch.Aws.Settings;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Aws.Http;

/// <summary>
/// The page behind a callback link, and what belongs to it. Open to whoever has the link, mail scanners included: nothing here
/// changes anything, and nobody needs to be known. Deciding is the operator API's, with a token that the page's script gets by
/// authorization code with PKCE; the code is redeemed in the browser, so no secret and no token ever passes through a function.
/// </summary>
public sealed class ApprovalRoutes(OperatorActions actions, SignInSettings signIn)
{
    /// <summary>Where the sign-in leads back to.</summary>
    public const string SignedIn = "/signed-in";

    private const string FormScript = "decision.js";

    /// <summary>The routes, as the gateway names them; each is served to GET and HEAD.</summary>
    public static IReadOnlyList<string> All { get; } = ["/approvals/{id}", SignedIn, "/assets/{id}"];

    /// <summary>Answers; what goes wrong inside is thrown, and <see cref="Faults"/> makes an answer of it.</summary>
    public async Task<ApiAnswer> AnswerAsync(ApiRequest request, CancellationToken cancellationToken) => request.Route switch
    {
        "/approvals/{id}" => await ShowAsync(request, cancellationToken),
        SignedIn => ApiAnswer.Of(Page.Of("Signing in", "quiet", "Signing in", "One moment", Html.Of($"""<p class="lead" id="sign-in">The page you came from follows.</p>""")), 200),
        "/assets/{id}" => Asset(request),
        _ => NotFound(request),
    };

    private async Task<ApiAnswer> ShowAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var outcome = await actions.ViewApprovalAsync(request.Id ?? "", cancellationToken);
        var answer = Accepts.Json([request.Headers.GetValueOrDefault("Accept") ?? ""])
            ? ApiAnswer.Of(outcome, OperatorsJson.Default.ApprovalView, request.TraceId)
            : outcome.IsRefused
                ? ApiAnswer.Of(RefusalPage.Of(Problem.Of(outcome.Refusal, request.TraceId), outcome.Refusal.Code), RefusalStatus.Of(outcome.Refusal.Code))
                : ApiAnswer.Of(ApprovalPage.Of(outcome.Value), 200);
        return answer with { Headers = new Dictionary<string, string> { ["Vary"] = "Accept" } };
    }

    /// <summary>The page asks for approval.js; here that is the sign-in, which then runs the form's own script.</summary>
    private ApiAnswer Asset(ApiRequest request) => request.Id switch
    {
        "approval.js" => ApiAnswer.Of(("text/javascript; charset=utf-8", SignInScript.Content)),
        FormScript => ApiAnswer.Of(Assets.All["approval.js"]),
        "sign-in.json" => new ApiAnswer(200, "application/json", JsonSerializer.Serialize(
            new SignInPlaces(new Uri(signIn.SignIn, "oauth2/authorize"), new Uri(signIn.SignIn, "oauth2/token"), signIn.ClientId, new Uri(signIn.Page, SignedIn)),
            SignInJson.Default.SignInPlaces)),
        { } name when Assets.All.TryGetValue(name, out var file) => ApiAnswer.Of(file),
        _ => NotFound(request),
    };

    private static ApiAnswer NotFound(ApiRequest request) =>
        ApiAnswer.Of(new Refusal(RefusalCode.NotFound, "There is nothing here. Open the link from the mail as it stands there."), request.TraceId);
}

/// <summary>What the sign-in script has to know. None of it is a secret.</summary>
internal sealed record SignInPlaces(Uri Authorize, Uri Token, string ClientId, Uri Redirect);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SignInPlaces))]
internal sealed partial class SignInJson : JsonSerializerContext;
