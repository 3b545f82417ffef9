namespace KillSwitch.Api.Requests;

/// <summary>What browsers must not do with anything that comes from here, and what stays out of caches.</summary>
public static class SecurityHeaders
{
    /// <summary>
    /// Headers by name. Scripts, styles, images and requests only from and to here; nothing inline, no frames, no plain forms.
    /// </summary>
    /// <param name="signIn">The one other address that the page's script talks to, to redeem its code; null where there is none.</param>
    /// <param name="encrypted">Whether there is a way in that is encrypted: then browsers take no other for a year.</param>
    public static Dictionary<string, string> Of(Uri? signIn, bool encrypted)
    {
        var headers = new Dictionary<string, string>
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
        if (encrypted)
            headers["Strict-Transport-Security"] = "max-age=31536000";
        return headers;
    }
}
