using KillSwitch.Hosting;
using KillSwitch.Local.Mail;
using KillSwitch.Local.Stack;

namespace KillSwitch.Local.Tests.Stack;

public class SmtpEnvironmentTests
{
    [Fact]
    public void Read_NoHost_IsNoMail() => Assert.Null(Read(("TLS", "nonsense")));

    [Fact]
    public void Read_HostAlone_HasTheDefaults()
    {
        var settings = Read(("HOST", "mail.example"))!;

        Assert.Equal(new SmtpSettings { Host = "mail.example", Port = 25, From = "killswitch@localhost" }, settings);
        Assert.Equal(SmtpTls.Auto, settings.Tls);
    }

    [Theory]
    [InlineData("auto", SmtpTls.Auto)]
    [InlineData("required", SmtpTls.Required)]
    [InlineData("tls", SmtpTls.Tls)]
    [InlineData("none", SmtpTls.None)]
    public void Read_Tls_IsReadByItsWord(string word, SmtpTls tls) =>
        Assert.Equal(tls, Read(("HOST", "mail.example"), ("TLS", word))!.Tls);

    [Fact]
    public void Read_UserAndPassword_AreTheLogin() =>
        Assert.Equal(
            new SmtpLogin("relay", "secret"),
            Read(("HOST", "mail.example"), ("USER", "relay"), ("PASSWORD", "secret"))!.Login
        );

    [Theory]
    [InlineData("PORT", "99999", "KILLSWITCH_SMTP_PORT is '99999'; it must be a number from 1 to 65535. Correct it, or unset ")]
    [InlineData("FROM", "nobody", "KILLSWITCH_SMTP_FROM is 'nobody'; it must be a mail address such as killswitch@example.com. Correct it, or ")]
    [InlineData("TO", "a@x, b@x", "KILLSWITCH_SMTP_TO is 'a@x, b@x'; it must be a mail address such as killswitch@example.com. Correct it, or ")]
    [InlineData("TLS", "yes", "KILLSWITCH_SMTP_TLS is 'yes'; it must be auto, required, tls or none. Correct it, or unset ")]
    [InlineData("USER", "relay", "KILLSWITCH_SMTP_USER is set without a password. Set KILLSWITCH_SMTP_PASSWORD, unset KILLSWITCH_SMTP_USER, or ")]
    [InlineData("STARTTLS", "true", "KILLSWITCH_SMTP_STARTTLS is set, and is not read any more. Set KILLSWITCH_SMTP_TLS to required for what ")]
    public void Read_ValueThatCannotBeUsed_NamesItAndTheRemedy(string name, string value, string message)
    {
        var e = Assert.Throws<CannotStartException>(() => Read(("HOST", "mail.example"), (name, value)));

        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
        Assert.EndsWith("or unset KILLSWITCH_SMTP_HOST to send no mail.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PasswordWithoutAUser_IsNotShown()
    {
        var e = Assert.Throws<CannotStartException>(() => Read(("HOST", "mail.example"), ("PASSWORD", "s3cret")));

        Assert.Contains("KILLSWITCH_SMTP_PASSWORD is set without a user", e.Message);
        Assert.DoesNotContain("s3cret", e.Message);
    }

    private static SmtpSettings? Read(params (string Name, string Value)[] variables) =>
        SmtpEnvironment.Read(name => variables.Where(v => $"KILLSWITCH_SMTP_{v.Name}" == name).Select(v => v.Value).SingleOrDefault());
}
