using System.Net.Security;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Refusals;
using MailKit.Security;
using MimeKit;

namespace KillSwitch.Local.Mail;

/// <summary>Sends mail to people outside this machine. A message sent again arrives again, with the same Message-ID.</summary>
/// <remarks>Safe for concurrent use: each message has its own connection.</remarks>
internal sealed class SmtpSender
{
    private readonly SmtpSettings _settings;
    private readonly MailUsers _users;
    private readonly TimeProvider _time;
    private readonly RemoteCertificateValidationCallback? _trusts;

    /// <param name="settings">The server.</param>
    /// <param name="users">Who has which address.</param>
    /// <param name="time">Measures how long a server takes to answer.</param>
    /// <param name="trusts">Who decides whether a server's certificate is trusted; null: this machine.</param>
    /// <exception cref="InvalidSettingsException">A setting cannot be used; the message names it.</exception>
    public SmtpSender(SmtpSettings settings, MailUsers users, TimeProvider time, RemoteCertificateValidationCallback? trusts = null)
    {
        settings.Validate();
        _settings = settings;
        _users = users;
        _time = time;
        _trusts = trusts;
    }

    /// <summary>Host and port, for people.</summary>
    public string Server => $"{_settings.Host}:{_settings.Port}";

    /// <summary>Returns when the server has taken it for everybody.</summary>
    /// <param name="mail">The message.</param>
    /// <param name="taken">Addresses for which it was taken before, to which it is not sent; those for which it is now are added.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NotificationNotSentException">Not known to have gone out to all; the message says why, and what to do.</exception>
    public async Task SendAsync(MailEntry mail, HashSet<string> taken, CancellationToken cancellationToken)
    {
        var texts = Recipients(mail);
        List<MailboxAddress> all = [.. texts.Select(SmtpAddress.Of).OfType<MailboxAddress>()];
        var refused = texts.Where(text => SmtpAddress.Of(text) is null).ToDictionary(text => text, _ => "no mail address");
        List<MailboxAddress> missing = [.. all.Where(to => !taken.Contains(to.Address))];
        if (missing.Count > 0)
        {
            foreach (var (address, answer) in await TransmitAsync(mail, all, missing, cancellationToken))
                refused[address] = answer;
            taken.UnionWith(missing.Select(to => to.Address).Except(refused.Keys));
        }
        if (refused.Count > 0)
            throw new NotificationNotSentException(NotTaken(mail, Refusals(refused)));
    }

    /// <returns>For whom the server does not take it, with its answers.</returns>
    private async Task<IReadOnlyDictionary<string, string>> TransmitAsync(
        MailEntry mail,
        IEnumerable<MailboxAddress> all,
        IEnumerable<MailboxAddress> missing,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(_settings.Timeout, _time);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var connection = new SmtpConnection(_trusts);
        var from = MailboxAddress.Parse(_settings.From);
        using var message = SmtpMessage.Of(mail, from, all);
        try
        {
            await connection.ConnectAsync(_settings.Host, _settings.Port, Encryption(_settings.Tls), cancel.Token);
            if (_settings.Login is { } login)
                await SignInAsync(connection, login, mail, cancel.Token);
            await connection.SendAsync(message, from, missing, cancel.Token);
            await connection.DisconnectAsync(quit: true, cancel.Token);
            return connection.Refused;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not NotificationNotSentException)
        {
            var silent = limit.IsCancellationRequested ? $"no answer within {_settings.Timeout.TotalSeconds:0.#} s." : null;
            throw new NotificationNotSentException(NotTaken(mail, silent ?? Why(connection, e)), e);
        }
    }

    private async Task SignInAsync(SmtpConnection connection, SmtpLogin login, MailEntry mail, CancellationToken cancellationToken)
    {
        if (!connection.IsSecure && _settings.Tls != SmtpTls.None)
            throw new NotificationNotSentException(NotTaken(
                mail,
                "it does not offer STARTTLS, and a password is not sent in the clear. Set KILLSWITCH_SMTP_TLS to tls if it encrypts from the first byte, or to none if the way to it is safe."
            ));
        try
        {
            await connection.AuthenticateAsync(login.User, login.Password, cancellationToken);
        }
        catch (AuthenticationException)
        {
            // The server's own words are left out: they may repeat what it was sent.
            throw new NotificationNotSentException(NotTaken(
                mail,
                $"it refused the sign-in of '{login.User}'. Correct KILLSWITCH_SMTP_USER and KILLSWITCH_SMTP_PASSWORD."
            ));
        }
    }

    private IReadOnlyList<string> Recipients(MailEntry mail)
    {
        if (_settings.To is { } all)
            return [all];
        List<string> each =
        [
            .. _users.Look().People.Where(u => u.Email is not null && mail.To.Contains(u.Name)).Select(u => u.Email!).Distinct(),
        ];
        return each.Count > 0
            ? each
            : throw new NotificationNotSentException(
                $"Nobody of {string.Join(", ", mail.To)} has a mail address for '{mail.Subject}'. Give them an 'email' in {_users.Path}, or set KILLSWITCH_SMTP_TO."
            );
    }

    private string NotTaken(MailEntry mail, string why) => $"{Server} did not take '{mail.Subject}': {why} The mailbox has the message.";

    private static string Why(SmtpConnection connection, Exception e) =>
        connection switch
        {
            { Untrusted: { } errors } =>
                $"its certificate is not trusted ({errors}). Have this machine trust who signed it, correct KILLSWITCH_SMTP_HOST, or set KILLSWITCH_SMTP_TLS to none if the way to it is safe.",
            { Refused.Count: > 0 } => Refusals(connection.Refused),
            _ => $"{Innermost(e).Message} Check KILLSWITCH_SMTP_HOST, _PORT, _TLS and _USER.",
        };

    private static string Refusals(IReadOnlyDictionary<string, string> refused) =>
        $"{string.Join(", ", refused.Select(r => $"{r.Key} ({r.Value})"))}. Correct the 'email' of whom it does not reach, or KILLSWITCH_SMTP_TO.";

    private static SecureSocketOptions Encryption(SmtpTls tls) =>
        tls switch
        {
            SmtpTls.Auto => SecureSocketOptions.StartTlsWhenAvailable,
            SmtpTls.Required => SecureSocketOptions.StartTls,
            SmtpTls.Tls => SecureSocketOptions.SslOnConnect,
            SmtpTls.None => SecureSocketOptions.None,
            _ => throw new ArgumentOutOfRangeException(nameof(tls), tls, "Not one of the four."),
        };

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
