using System.Net.Security;
using MailKit.Net.Smtp;
using MimeKit;

namespace KillSwitch.Local.Mail;

/// <summary>
/// A connection to a mail server. It goes on where the server refuses some of those a message is for: one wrong address must not keep the
/// others from hearing of a kill.
/// </summary>
internal sealed class SmtpConnection : SmtpClient
{
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);

    /// <param name="trusts">Who decides whether a certificate is trusted; null: this machine.</param>
    public SmtpConnection(RemoteCertificateValidationCallback? trusts)
    {
        // As .NET's own clients do: an authority whose list of revoked ones cannot be fetched must not hold mail back.
        CheckCertificateRevocation = false;
        ServerCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            var trusted = trusts?.Invoke(sender, certificate, chain, errors) ?? errors == SslPolicyErrors.None;
            Untrusted = trusted ? null : errors;
            return trusted;
        };
    }

    /// <summary>Addresses that the server does not take mail for, with its answers.</summary>
    public IReadOnlyDictionary<string, string> Refused => _refused;

    /// <summary>What is wrong with its certificate; null while nothing is.</summary>
    public SslPolicyErrors? Untrusted { get; private set; }

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        _refused[mailbox.Address] = response.Response;
}
