using KillSwitch.Workflows.Notifications;

namespace KillSwitch.Workflows.Ports;

/// <summary>Tells people.</summary>
public interface INotifier
{
    /// <summary>Returns when the message is handed over. May be called again with the same <see cref="Notification.Id"/>.</summary>
    /// <exception cref="NotificationNotSentException">It is not known to have gone out.</exception>
    Task NotifyAsync(Notification notification, CancellationToken cancellationToken);
}
