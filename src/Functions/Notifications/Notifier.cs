using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Functions.Hosting;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Functions.Notifications;

/// <summary>Tells people.</summary>
public sealed class Notifier(SnsNotifier sns)
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task NotifyAsync(Stream notification, ILambdaContext context) => Ended.Of(HandleOneAsync(notification, context));

    private async Task HandleOneAsync(Stream notification, ILambdaContext context)
    {
        using var deadline = Deadline.Of(context);
        var message = await JsonSerializer.DeserializeAsync(notification, OperatorsJson.Default.Notification, deadline.Token)
            ?? throw new JsonException("The payload is null; there is nothing to tell.");
        Logger.AppendKey("notification_id", message.Id);
        Logger.AppendKey("incident_id", message.IncidentId);
        await sns.NotifyAsync(message, deadline.Token);
    }
}
