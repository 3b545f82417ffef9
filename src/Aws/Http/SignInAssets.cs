using System.Text.Json;
using System.Text.Json.Serialization;
using KillSwitch.Api.Approvals;
using KillSwitch.Aws.Settings;

namespace KillSwitch.Aws.Http;

/// <summary>
/// The pages' files with the sign-in among them: authorization code with PKCE. The code is redeemed in the browser, so no secret and
/// no token ever passes through a function.
/// </summary>
internal static class SignInAssets
{
    private const string PageScript = "approval.js";

    /// <summary>The page asks for approval.js; here that is the sign-in, which then runs the form's own script.</summary>
    public static IReadOnlyDictionary<string, Asset> Of(SignInSettings signIn) => new Dictionary<string, Asset>(Assets.All)
    {
        [PageScript] = Assets.All[PageScript] with { Content = SignInScript.Content },
        ["decision.js"] = Assets.All[PageScript],
        ["sign-in.json"] = new("application/json", JsonSerializer.SerializeToUtf8Bytes(Places(signIn), SignInJson.Default.SignInPlaces)),
    };

    private static SignInPlaces Places(SignInSettings signIn) => new(
        new Uri(signIn.SignIn, "oauth2/authorize"),
        new Uri(signIn.SignIn, "oauth2/token"),
        signIn.ClientId,
        new Uri(signIn.Page, SignInRoute.Path));
}

/// <summary>What the sign-in script has to know. None of it is a secret.</summary>
internal sealed record SignInPlaces(Uri Authorize, Uri Token, string ClientId, Uri Redirect);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SignInPlaces))]
internal sealed partial class SignInJson : JsonSerializerContext;
