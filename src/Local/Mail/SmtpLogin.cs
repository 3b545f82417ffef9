namespace KillSwitch.Local.Mail;

/// <summary>What a mail server wants to know before it takes anything.</summary>
/// <param name="User">Whom it knows.</param>
/// <param name="Password">A secret.</param>
internal sealed record SmtpLogin(string User, string Password)
{
    /// <summary>Never the password in a log or a message.</summary>
    public override string ToString() => $"sign-in of {User}";
}
