using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

internal sealed class MemoryNotifier(Faults faults) : INotifier
{
    public List<Notification> Sent { get; } = [];

    /// <summary>While true, no message goes out.</summary>
    public bool Broken { get; set; }

    public Task NotifyAsync(Notification notification, CancellationToken cancellationToken) =>
        faults.AroundAsync("notify", () =>
        {
            if (Broken)
                throw new NotificationNotSentException("The mail server does not answer.");
            Sent.Add(notification);
        });
}
