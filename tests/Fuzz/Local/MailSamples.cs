using KillSwitch.Local.Mail;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Fuzz.Tests.Local;

/// <summary>Mails as the mailbox keeps them.</summary>
internal static class MailSamples
{
    public static MailEntry Of(int number) =>
        new(
            $"mail-{number}",
            1_767_366_001_500,
            NotificationKind.ApprovalRequested,
            ["bob", "carol"],
            "Approve or reject",
            "A body\nof lines",
            "inc-1",
            Scope.Account("12345"),
            "http://127.0.0.1:8080/approvals/x"
        );
}
