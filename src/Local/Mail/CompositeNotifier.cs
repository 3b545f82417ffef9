using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Ports;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Mail;

/// <summary>
/// Tells people in several ways. Each is tried, whatever became of the others; one that failed is named, in the log and to the
/// caller.
/// </summary>
internal sealed class CompositeNotifier(IReadOnlyList<INotifier> notifiers, ILogger<CompositeNotifier> log) : INotifier
{
    public async Task NotifyAsync(Notification notification, CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var notifier in notifiers)
        {
            try
            {
                await notifier.NotifyAsync(notification, cancellationToken);
            }
            catch (NotificationNotSentException e)
            {
                log.MailNotSent(notifier.GetType().Name, notification.Id, e);
                failures.Add(e);
            }
        }
        if (failures.Count > 0)
            throw new NotificationNotSentException(
                string.Join(" ", failures.Select(f => f.Message)),
                failures.Count == 1 ? failures[0] : new AggregateException(failures)
            );
    }
}
