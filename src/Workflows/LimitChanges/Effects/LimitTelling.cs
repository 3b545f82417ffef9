using KillSwitch.Workflows.Notifications;

namespace KillSwitch.Workflows.LimitChanges.Effects;

/// <summary>People hear what became of a change that they were asked for, or had asked for.</summary>
internal static class LimitTelling
{
    /// <param name="services">What it works with.</param>
    /// <param name="change">With a request that has ended.</param>
    /// <param name="minds">Whether it fails where nobody could be told; otherwise the audit alone has it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NotificationNotSentException">Nobody was told, as far as is known.</exception>
    public static async Task TellEndedAsync(
        this LimitServices services, LimitChange change, bool minds, CancellationToken cancellationToken)
    {
        try
        {
            await services.Notifier.NotifyAsync(LimitMails.RequestEnded(change, services.NowMs()), cancellationToken);
        }
        catch (NotificationNotSentException) when (!minds)
        {
            // The decision stands, and is in the audit; nobody's answer depends on this message.
        }
    }
}
