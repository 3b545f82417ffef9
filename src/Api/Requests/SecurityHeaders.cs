namespace KillSwitch.Api.Requests;

/// <summary>What browsers must not do with anything that comes from here, and what stays out of caches.</summary>
public static class SecurityHeaders
{
    /// <summary>
    /// Headers by name. Scripts, styles, images and requests only from and to here; nothing inline, no frames, no plain forms.
    /// </summary>
    /// <param name="signIn">The one other address that the page's script talks to, to redeem its code; null where there is none.</param>
    public static Dictionary<string, string> Of(Uri? signIn) =>
        new()
        {
            ["Content-Security-Policy"] =
                $"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'{(signIn is null ? "" : " " + signIn.GetLeftPart(UriPartial.Authority))}; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            ["Cache-Control"] = "no-store",
            ["X-Content-Type-Options"] = "nosniff",
            ["X-Frame-Options"] = "DENY",
            // The link's id is in the address; it goes nowhere else.
            ["Referrer-Policy"] = "no-referrer",
            ["Cross-Origin-Opener-Policy"] = "same-origin",
            ["Cross-Origin-Resource-Policy"] = "same-origin",
            ["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()",
            ["X-Robots-Tag"] = "noindex, nofollow",
        };
}
