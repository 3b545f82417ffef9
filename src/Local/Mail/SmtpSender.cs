using System.Net.Mail;
using System.Text;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Mail;

/// <summary>Sends mail to people outside this machine. A message sent again arrives again, with the same Message-ID.</summary>
/// <remarks>Safe for concurrent use: each message has its own connection.</remarks>
internal sealed class SmtpSender
{
    private readonly SmtpSettings _settings;
    private readonly MailUsers _users;
    private readonly TimeProvider _time;

    /// <exception cref="InvalidSettingsException">A setting cannot be used; the message names it.</exception>
    public SmtpSender(SmtpSettings settings, MailUsers users, TimeProvider time)
    {
        settings.Validate();
        _settings = settings;
        _users = users;
        _time = time;
    }

    /// <summary>Host and port, for people.</summary>
    public string Server => $"{_settings.Host}:{_settings.Port}";

    /// <summary>Returns when the server has taken it.</summary>
    /// <exception cref="NotificationNotSentException">It is not known to have gone out; the message says why, and what to do.</exception>
    public async Task SendAsync(MailEntry mail, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_settings.Timeout, _time);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var message = Message(mail);
            using var client = new SmtpClient(_settings.Host, _settings.Port) { EnableSsl = _settings.StartTls };
            // The client's own cancellation does not reach every phase of a connection.
            await client.SendMailAsync(message, cancel.Token).WaitAsync(cancel.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not NotificationNotSentException)
        {
            var why = limit.IsCancellationRequested ? $"no answer within {_settings.Timeout.TotalSeconds:0.#} s" : Innermost(e).Message;
            throw new NotificationNotSentException(
                $"{Server} did not take '{mail.Subject}': {why} Check the SMTP settings; the mailbox has the message.",
                e
            );
        }
    }

    private MailMessage Message(MailEntry mail)
    {
        var addresses = _settings.To is { } all ? [all] : Addresses(mail.To);
        if (addresses.Count == 0)
            throw new NotificationNotSentException(
                $"Nobody of {string.Join(", ", mail.To)} has a mail address for '{mail.Subject}'. Give them an 'email' in {_users.Path}, or set Smtp.To."
            );
        var message = new MailMessage
        {
            From = new MailAddress(_settings.From),
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Body,
            BodyEncoding = Encoding.UTF8,
        };
        message.Headers["Message-ID"] = $"<{Uri.EscapeDataString(mail.Id)}@killswitch>";
        message.Headers["Auto-Submitted"] = "auto-generated";
        foreach (var address in addresses)
            message.To.Add(address);
        return message;
    }

    private List<string> Addresses(IReadOnlyList<string> names) =>
        [.. _users.Look().People.Where(u => u.Email is not null && names.Contains(u.Name)).Select(u => u.Email!)];

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
