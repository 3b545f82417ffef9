using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Mail;

/// <summary>How mail leaves the machine.</summary>
internal sealed record SmtpSettings
{
    private static readonly TimeSpan s_longestTimeout = TimeSpan.FromSeconds(20);

    /// <summary>The mail server's name or address.</summary>
    public required string Host { get; init; }

    /// <summary>1 to 65535; default 25. With STARTTLS and a sign-in servers usually want 587, with <see cref="SmtpTls.Tls"/> 465.</summary>
    public int Port { get; init; } = 25;

    /// <summary>The sender's address.</summary>
    public required string From { get; init; }

    /// <summary>
    /// Where all mail goes, a team's list for instance. Null (default): to the addresses of its recipients in the users file.
    /// </summary>
    public string? To { get; init; }

    public SmtpTls Tls { get; init; }

    /// <summary>Null (default): the server is not told who we are.</summary>
    public SmtpLogin? Login { get; init; }

    /// <summary>For one message, above 0 to 20 s; default 10 s. Other messages wait that long at most.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <exception cref="InvalidSettingsException">Names every setting that is wrong.</exception>
    internal void Validate()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(Host))
            problems.Add("Smtp.Host is empty. Name the mail server, or leave SMTP out: mail is in the mailbox anyway.");
        if (Port is < 1 or > 65535)
            problems.Add($"Smtp.Port is {Port}; ports are 1 to 65535.");
        if (Timeout <= TimeSpan.Zero || Timeout > s_longestTimeout)
            problems.Add(
                $"Smtp.Timeout is {Timeout}; it must be above 0 and at most {s_longestTimeout}, or else one message would keep all others waiting."
            );
        CheckAddress(nameof(From), From);
        if (To is not null)
            CheckAddress(nameof(To), To);
        if (problems.Count > 0)
            throw new InvalidSettingsException(problems);

        void CheckAddress(string setting, string value)
        {
            if (SmtpAddress.Of(value) is null)
                problems.Add($"Smtp.{setting} is '{value}', which is not a mail address such as killswitch@example.com.");
        }
    }
}
