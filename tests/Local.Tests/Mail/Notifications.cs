using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Mail;

/// <summary>Messages as an incident sends them.</summary>
internal static class Notifications
{
    public static Notification Killed(string id = "n-1", string subject = "KILLED: ACCOUNT:42") => new(
        id, 1735828200000, NotificationKind.Killed, Audience.Everyone, Except: null, "inc-1", Scope.Account("42"),
        subject, "Orders of ACCOUNT:42 are held back: 250 orders in 60 s.", LinkId: null, TraceParent: null);

    public static Notification ApprovalRequested(string except = "alice") => new(
        "n-2", 1735828200000, NotificationKind.ApprovalRequested, Audience.Approvers, except, "inc-1", Scope.Account("42"),
        "Approve or reject: restore ACCOUNT:42", "alice asks to restore ACCOUNT:42: the algorithm is fixed.", "payload.signature", TraceParent: null);
}
