namespace KillSwitch.Aws.Http;

/// <summary>What browsers must not do with anything that comes from here, and what stays out of caches.</summary>
public static class AnswerHeaders
{
    /// <param name="signIn">The one other address that the page's script talks to, to redeem its code; null for answers that are no page.</param>
    public static Dictionary<string, string> Of(Uri? signIn) => new()
    {
        ["Content-Security-Policy"] =
            $"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'{(signIn is null ? "" : " " + signIn.GetLeftPart(UriPartial.Authority))}; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ["Cache-Control"] = "no-store",
        ["X-Content-Type-Options"] = "nosniff",
        ["X-Frame-Options"] = "DENY",
        // The link's id is in the address; it goes nowhere else.
        ["Referrer-Policy"] = "no-referrer",
        ["Strict-Transport-Security"] = "max-age=31536000",
        ["X-Robots-Tag"] = "noindex, nofollow",
    };
}
