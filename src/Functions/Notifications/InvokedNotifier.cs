using System.Text.Json;
using Amazon.Lambda;
using Amazon.Runtime;
using KillSwitch.Functions.Hosting;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Functions.Notifications;

/// <summary>
/// Hands notifications to the function <see cref="Notifier"/>, which is outside the network: whoever has something to tell needs no
/// way to SNS.
/// </summary>
public sealed class InvokedNotifier(IAmazonLambda lambda, string function) : INotifier
{
    public async Task NotifyAsync(Notification notification, CancellationToken cancellationToken)
    {
        try
        {
            await Invocation.CallAsync(
                lambda,
                function,
                JsonSerializer.Serialize(notification, OperatorsJson.Default.Notification),
                cancellationToken
            );
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or FunctionFailedException)
        {
            throw new NotificationNotSentException($"The notification {notification.Id} is not known to have gone out: {e.Message}", e);
        }
    }
}
