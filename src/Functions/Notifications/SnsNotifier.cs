using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using KillSwitch.Aws.Notifications;
using KillSwitch.Aws.Settings;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Functions.Notifications;

/// <summary>Publishes notifications to the SNS topic that people's e-mail addresses subscribe to, each with a filter of its own.</summary>
public sealed class SnsNotifier(IAmazonSimpleNotificationService sns, NotifierSettings settings) : INotifier
{
    /// <exception cref="AmazonSimpleNotificationServiceException">It is not known to have gone out.</exception>
    public Task NotifyAsync(Notification notification, CancellationToken cancellationToken)
    {
        var mail = Invitation.Of(notification, settings.Page);
        return sns.PublishAsync(
            new PublishRequest
            {
                TopicArn = settings.TopicArn,
                Subject = mail.Subject,
                Message = mail.Body,
                MessageAttributes = mail.Attributes.ToDictionary(
                    a => a.Key,
                    a => new MessageAttributeValue { DataType = "String", StringValue = a.Value }
                ),
            },
            cancellationToken);
    }
}
