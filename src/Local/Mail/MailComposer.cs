using System.Globalization;
using KillSwitch.Local.Identity;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.People;

namespace KillSwitch.Local.Mail;

/// <summary>
/// Turns a notification into a message that a person can act on: for whom, with the link, and what the link does and does not.
/// </summary>
/// <param name="users">Who there is, or was when that could last be read.</param>
/// <param name="address">Where people reach the operator API; asked at each message, as the port may be known only once it listens.</param>
public sealed class MailComposer(MailUsers users, Func<Uri> address)
{
    /// <exception cref="UsersFileException">It is not known whom to tell.</exception>
    public MailEntry Compose(Notification notification)
    {
        var known = users.Look();
        var to = Recipients(notification, known);
        var link = notification.LinkId is null ? null : new Uri(address(), $"approvals/{notification.LinkId}").AbsoluteUri;
        var names = string.Join(", ", to.Select(u => u.Name));
        var sent = DateTimeOffset.FromUnixTimeMilliseconds(notification.Ts).ToString("u", CultureInfo.InvariantCulture);
        var body = $"""
            {notification.Body.TrimEnd()}
            {(link is null ? "" : Invitation(link))}
            -- 
            {notification.About}. KillSwitch wrote this at {sent} to {names}.{Remembered(known)}
            """;
        return new MailEntry(
            notification.Id, notification.Ts, notification.Kind, [.. to.Select(u => u.Name)], OneLine(notification.Subject), body,
            notification.IncidentId, notification.Scope, link, notification.TraceParent, notification.ChangeId);
    }

    private static string Invitation(string link) => $"""

        Read what would be approved, then decide:

          {link}

        The link only shows, however often and by whom it is opened. A decision takes the bearer token of an approver who
        did not ask for this (./run token NAME), and a reason, for an approval and for a rejection alike.

        """;

    /// <summary>Whoever is missing among the recipients should hear why.</summary>
    private static string Remembered(KnownUsers known) =>
        known.IsRemembered
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"\nThe users file cannot be read just now: these are the people it had at {known.AsOf:u}."
            )
            : "";

    private static List<LocalUser> Recipients(Notification notification, KnownUsers known)
    {
        if (known.People.Count == 0)
            throw new UsersFileException(known.Trouble!);
        var wanted = notification.To == Audience.Approvers ? new[] { Role.Approver } : [Role.Operator, Role.Approver];
        return [.. known.People.Where(u => wanted.Any(u.Roles.Contains) && u.Person != notification.Except)];
    }

    /// <summary>A subject is one header line; what a reason or an outside producer put into it stays there.</summary>
    private static string OneLine(string subject) =>
        string.Concat(subject.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
