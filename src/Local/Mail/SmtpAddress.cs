using MimeKit;

namespace KillSwitch.Local.Mail;

/// <summary>A mail address as people write it: <c>carol@example.com</c>, or with a name before it.</summary>
internal static class SmtpAddress
{
    /// <summary>One that says no host goes nowhere.</summary>
    private static readonly ParserOptions s_withHost = new() { AllowAddressesWithoutDomain = false };

    /// <returns>Null for what is none.</returns>
    public static MailboxAddress? Of(string text) => MailboxAddress.TryParse(s_withHost, text, out var address) ? address : null;
}
