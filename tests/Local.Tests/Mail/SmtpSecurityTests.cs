using System.Security.Cryptography.X509Certificates;
using System.Text;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Mail;
using KillSwitch.Tests;
using KillSwitch.Workflows.Notifications;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.Mail;

/// <summary>Encryption and sign-in: what goes over the wire, and what does not.</summary>
public sealed class SmtpSecurityTests : IDisposable
{
    private const string Password = "correct horse battery staple";

    private readonly TempFolder _folder = new();
    private readonly X509Certificate2 _certificate = ThrowAwayCertificate.Make();
    private readonly MailUsers _users;

    public SmtpSecurityTests() => _users = new MailUsers(new LocalUsers(_folder), TimeProvider.System, NullLogger<MailUsers>.Instance);

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(SmtpTls.Auto)]
    [InlineData(SmtpTls.Required)]
    public async Task Send_ServerOffersStartTls_EncryptsBeforeAnythingElse(SmtpTls tls)
    {
        await using var server = new SmtpListener { Certificate = _certificate };

        await SendAsync(server, tls);

        Assert.Single(server.Messages);
        Assert.Equal(["EHLO", "STARTTLS", "EHLO", "MAIL"], server.Commands.Take(4).Select(Word));
    }

    [Fact]
    public async Task Send_Tls_TalksEncryptedFromTheFirstByte()
    {
        await using var server = new SmtpListener { Certificate = _certificate, Encrypts = true };

        await SendAsync(server, SmtpTls.Tls);

        Assert.Single(server.Messages);
        Assert.DoesNotContain("STARTTLS", server.Commands);
    }

    [Fact]
    public async Task Send_None_TalksInTheClearThoughStartTlsIsOffered()
    {
        await using var server = new SmtpListener { Certificate = _certificate };

        await SendAsync(server, SmtpTls.None);

        Assert.Single(server.Messages);
        Assert.DoesNotContain("STARTTLS", server.Commands);
    }

    [Fact]
    public async Task Send_RequiredAndServerWithoutStartTls_SendsNothingInTheClear()
    {
        await using var server = new SmtpListener();

        var e = await Assert.ThrowsAsync<NotificationNotSentException>(() => SendAsync(server, SmtpTls.Required));

        Assert.DoesNotContain("MAIL", server.Commands.Select(Word));
        Assert.Contains("STARTTLS", e.Message);
        Assert.Contains("KILLSWITCH_SMTP_HOST, _PORT, _TLS", e.Message);
    }

    [Theory]
    [InlineData(SmtpTls.Auto, false)]
    [InlineData(SmtpTls.Required, false)]
    [InlineData(SmtpTls.Tls, true)]
    public async Task Send_CertificateIsNotTrusted_SendsNothingAndSaysWhatToDo(SmtpTls tls, bool encrypts)
    {
        await using var server = new SmtpListener { Certificate = _certificate, Encrypts = encrypts, Login = Login() };
        var sender = new SmtpSender(Settings(server.Port, tls, new SmtpLogin("relay", Password)), _users, TimeProvider.System);

        var e = await Assert.ThrowsAsync<NotificationNotSentException>(() => sender.SendAsync(Mail(), [], default));

        Assert.Empty(server.Messages);
        Assert.DoesNotContain("AUTH", server.Commands.Select(Word));
        Assert.Contains("its certificate is not trusted (RemoteCertificateChainErrors)", e.Message);
        Assert.Contains("KILLSWITCH_SMTP_TLS to none", e.Message);
    }

    [Fact]
    public async Task Send_Login_SignsInOnceEncrypted()
    {
        await using var server = new SmtpListener { Certificate = _certificate, Login = Login() };

        await SendAsync(server, SmtpTls.Auto, new SmtpLogin("relay", Password));

        Assert.Single(server.Messages);
        Assert.Equal(["EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL"], server.Commands.Take(5).Select(Word));
    }

    [Fact]
    public async Task Send_LoginAndServerWithoutStartTls_KeepsThePassword()
    {
        await using var server = new SmtpListener { Login = Login() };

        var e = await Assert.ThrowsAsync<NotificationNotSentException>(
            () => SendAsync(server, SmtpTls.Auto, new SmtpLogin("relay", Password))
        );

        Assert.DoesNotContain("AUTH", server.Commands.Select(Word));
        Assert.Contains("a password is not sent in the clear", e.Message);
        Assert.Contains("KILLSWITCH_SMTP_TLS", e.Message);
    }

    [Fact]
    public async Task Send_LoginAndNone_SignsInInTheClear()
    {
        await using var server = new SmtpListener { Login = Login() };

        await SendAsync(server, SmtpTls.None, new SmtpLogin("relay", Password));

        Assert.Single(server.Messages);
        Assert.Contains("AUTH", server.Commands.Select(Word));
    }

    /// <summary>The server says back what it was sent, as a careless one does.</summary>
    [Fact]
    public async Task Send_LoginIsRefused_NamesUserAndVariablesAndNoPassword()
    {
        await using var server = new SmtpListener { Certificate = _certificate, Login = Login("another") };

        var e = await Assert.ThrowsAsync<NotificationNotSentException>(
            () => SendAsync(server, SmtpTls.Auto, new SmtpLogin("relay", Password))
        );

        Assert.Empty(server.Messages);
        Assert.Contains("it refused the sign-in of 'relay'", e.Message);
        Assert.Contains("KILLSWITCH_SMTP_PASSWORD", e.Message);
        Assert.DoesNotContain(Password, e.ToString());
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0relay\0{Password}")), e.ToString());
    }

    [Fact]
    public async Task Send_LoginAndServerWithoutSignIn_SaysSo()
    {
        await using var server = new SmtpListener { Certificate = _certificate };

        var e = await Assert.ThrowsAsync<NotificationNotSentException>(
            () => SendAsync(server, SmtpTls.Auto, new SmtpLogin("relay", Password))
        );

        Assert.Empty(server.Messages);
        Assert.Contains("does not support authentication", e.Message);
    }

    [Fact]
    public void ToString_SettingsWithALogin_DoNotShowThePassword() =>
        Assert.DoesNotContain(Password, Settings(25, SmtpTls.Auto, new SmtpLogin("relay", Password)).ToString());

    private Task SendAsync(SmtpListener server, SmtpTls tls, SmtpLogin? login = null) =>
        new SmtpSender(
            Settings(server.Port, tls, login),
            _users,
            TimeProvider.System,
            (_, certificate, _, _) => _certificate.Equals(certificate)
        ).SendAsync(Mail(), [], default);

    private MailEntry Mail() => new MailComposer(_users, () => new Uri("http://127.0.0.1:8090/")).Compose(Notifications.Killed());

    private static SmtpSettings Settings(int port, SmtpTls tls, SmtpLogin? login) =>
        new() { Host = "127.0.0.1", Port = port, From = "killswitch@example.com", Tls = tls, Login = login };

    private static string Login(string password = Password) => $"relay\0{password}";

    private static string Word(string command) => command.Split(' ')[0];
}
