using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Mail;

/// <summary>Messages as an incident sends them.</summary>
internal static class Notifications
{
    public static Notification Killed(string id = "n-1", string subject = "KILLED: ACCOUNT:42") => new Notification
    {
        Id = id,
        Ts = 1735828200000,
        Kind = NotificationKind.Killed,
        To = Audience.Everyone,
        IncidentId = "inc-1",
        Scope = Scope.Account("42"),
        Subject = subject,
        Body = "Orders of ACCOUNT:42 are held back: 250 orders in 60 s.",
    };

    public static Notification ApprovalRequested(string except = "alice") => new Notification
    {
        Id = "n-2",
        Ts = 1735828200000,
        Kind = NotificationKind.ApprovalRequested,
        To = Audience.Approvers,
        Except = new(except),
        IncidentId = "inc-1",
        Scope = Scope.Account("42"),
        Subject = "Approve or reject: restore ACCOUNT:42",
        Body = "alice asks to restore ACCOUNT:42: the algorithm is fixed.",
        LinkId = "payload.signature",
    };
}
