using KillSwitch.Local.Mail;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.Mail;

public sealed class CompositeNotifierTests
{
    [Fact]
    public async Task Notify_OneFails_TellsTheOthersAndThenTheCaller()
    {
        var last = new Recorder();
        var composite = new CompositeNotifier([new Broken("smtp is down."), last], NullLogger<CompositeNotifier>.Instance);

        var e = await Assert.ThrowsAsync<NotificationNotSentException>(() => composite.NotifyAsync(Notifications.Killed(), default));

        Assert.Equal("smtp is down.", e.Message);
        Assert.Equal(["n-1"], last.Ids);
    }

    [Fact]
    public async Task Notify_AllFail_NamesEveryFailure()
    {
        var composite = new CompositeNotifier([new Broken("one."), new Broken("two.")], NullLogger<CompositeNotifier>.Instance);

        var e = await Assert.ThrowsAsync<NotificationNotSentException>(() => composite.NotifyAsync(Notifications.Killed(), default));

        Assert.Equal("one. two.", e.Message);
    }

    private sealed class Broken(string why) : INotifier
    {
        public Task NotifyAsync(Notification notification, CancellationToken cancellationToken) =>
            throw new NotificationNotSentException(why);
    }

    private sealed class Recorder : INotifier
    {
        public List<string> Ids { get; } = [];

        public Task NotifyAsync(Notification notification, CancellationToken cancellationToken)
        {
            Ids.Add(notification.Id);
            return Task.CompletedTask;
        }
    }
}
