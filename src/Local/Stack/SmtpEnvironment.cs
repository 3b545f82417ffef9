using KillSwitch.Hosting;
using KillSwitch.Local.Mail;

namespace KillSwitch.Local.Stack;

/// <summary>
/// SMTP, where it is configured: KILLSWITCH_SMTP_HOST, and beside it _PORT (25), _FROM (killswitch@localhost), _TO (default: each
/// person's address in DIR/users.json), _TLS (auto, required, tls or none), _USER and _PASSWORD.
/// </summary>
internal static class SmtpEnvironment
{
    private const string Prefix = "KILLSWITCH_SMTP_";

    /// <returns>Null where no host is named.</returns>
    /// <exception cref="CannotStartException">A value that cannot be used.</exception>
    public static SmtpSettings? Read(Func<string, string?> variable)
    {
        if (variable(Prefix + "HOST") is not { Length: > 0 } host)
            return null;
        var settings = new SmtpSettings
        {
            Host = host,
            From = Address("FROM", variable) ?? "killswitch@localhost",
            To = Address("TO", variable),
        };
        if (variable(Prefix + "PORT") is { } port)
            settings = settings with
            {
                Port =
                    int.TryParse(port, out var number) && number is >= 1 and <= 65535
                        ? number
                        : throw Wrong("PORT", port, "a number from 1 to 65535"),
            };
        // Whoever asked for encryption must not be left without it, unsaid.
        if (variable(Prefix + "STARTTLS") is not null)
            throw Unusable("STARTTLS is set, and is not read any more", $"Set {Prefix}TLS to required for what true was, and unset it");
        return settings with { Tls = Tls(variable(Prefix + "TLS")), Login = Login(variable) };
    }

    private static string? Address(string name, Func<string, string?> variable) =>
        variable(Prefix + name) is { } text && SmtpAddress.Of(text) is null
            ? throw Wrong(name, text, "a mail address such as killswitch@example.com")
            : variable(Prefix + name);

    private static SmtpTls Tls(string? text) =>
        text switch
        {
            null or "" or "auto" => SmtpTls.Auto,
            "required" => SmtpTls.Required,
            "tls" => SmtpTls.Tls,
            "none" => SmtpTls.None,
            _ => throw Wrong("TLS", text, "auto, required, tls or none"),
        };

    private static SmtpLogin? Login(Func<string, string?> variable) =>
        (variable(Prefix + "USER"), variable(Prefix + "PASSWORD")) switch
        {
            ({ Length: > 0 } user, { Length: > 0 } password) => new SmtpLogin(user, password),
            ({ Length: > 0 }, _) => throw Unusable("USER is set without a password", $"Set {Prefix}PASSWORD, unset {Prefix}USER"),
            (_, { Length: > 0 }) => throw Unusable("PASSWORD is set without a user", $"Set {Prefix}USER, unset {Prefix}PASSWORD"),
            _ => null,
        };

    private static CannotStartException Wrong(string name, string value, string wanted) =>
        Unusable($"{name} is '{value}'; it must be {wanted}", "Correct it");

    private static CannotStartException Unusable(string what, string remedy) =>
        new($"{Prefix}{what}. {remedy}, or unset {Prefix}HOST to send no mail.");
}
