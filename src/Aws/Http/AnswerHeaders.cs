using KillSwitch.Api.Requests;

namespace KillSwitch.Aws.Http;

/// <summary>The headers of every answer; here they also say that there is no way in but an encrypted one.</summary>
public static class AnswerHeaders
{
    /// <param name="signIn">The one other address that the page's script talks to, to redeem its code; null for answers that are no
    /// page.</param>
    public static Dictionary<string, string> Of(Uri? signIn) =>
        new(SecurityHeaders.Of(signIn)) { ["Strict-Transport-Security"] = "max-age=31536000" };
}
