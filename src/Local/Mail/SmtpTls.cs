namespace KillSwitch.Local.Mail;

/// <summary>How the way to the mail server is encrypted. A server whose certificate is not trusted gets nothing.</summary>
public enum SmtpTls
{
    /// <summary>By STARTTLS where the server offers it, else not at all; but a password is never sent in the clear.</summary>
    Auto,

    /// <summary>By STARTTLS, and nothing is sent to a server that does not offer it.</summary>
    Required,

    /// <summary>From the first byte.</summary>
    Tls,

    /// <summary>Not at all, the password included.</summary>
    None,
}
