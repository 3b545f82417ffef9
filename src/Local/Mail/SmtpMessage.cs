using MimeKit;

namespace KillSwitch.Local.Mail;

/// <summary>A message as it goes over the wire. What people wrote is encoded where it is no plain word: it can be no header.</summary>
internal static class SmtpMessage
{
    public static MimeMessage Of(MailEntry mail, MailboxAddress from, IEnumerable<MailboxAddress> to)
    {
        var message = new MimeMessage([from], to, mail.Subject, new TextPart("plain") { Text = mail.Body })
        {
            MessageId = $"{Uri.EscapeDataString(mail.Id)}@killswitch",
            Date = DateTimeOffset.FromUnixTimeMilliseconds(mail.Ts),
        };
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }
}
