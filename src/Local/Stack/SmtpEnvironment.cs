using KillSwitch.Hosting;
using KillSwitch.Local.Mail;

namespace KillSwitch.Local.Stack;

/// <summary>
/// SMTP, where it is configured: KILLSWITCH_SMTP_HOST, and beside it _PORT (25), _FROM (killswitch@localhost), _TO (default: each
/// person's address in DIR/users.json), _STARTTLS (true or false).
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
            From = variable(Prefix + "FROM") ?? "killswitch@localhost",
            To = variable(Prefix + "TO"),
        };
        if (variable(Prefix + "PORT") is { } port)
            settings = settings with
            {
                Port =
                    int.TryParse(port, out var number) && number is >= 1 and <= 65535
                        ? number
                        : throw Wrong("PORT", port, "a number from 1 to 65535"),
            };
        if (variable(Prefix + "STARTTLS") is { } tls)
            settings = settings with { StartTls = bool.TryParse(tls, out var on) ? on : throw Wrong("STARTTLS", tls, "true or false") };
        return settings;
    }

    private static CannotStartException Wrong(string name, string value, string wanted) =>
        new($"{Prefix}{name} is '{value}'; it must be {wanted}. Correct it, or unset {Prefix}HOST to send no mail.");
}
