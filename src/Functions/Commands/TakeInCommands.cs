using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.KafkaEvents;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Metrics;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Aws.Telemetry;
using KillSwitch.Functions.Hosting;
using KillSwitch.Kafka.Commands;
using KillSwitch.Workflows.Commands;

namespace KillSwitch.Functions.Commands;

/// <summary>
/// Turns commands into incidents, in the order of their partitions. Bad input is refused and is no failure; what fails is handed
/// over again.
/// </summary>
public sealed class TakeInCommands(CommandIntake intake)
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Metrics(Namespace = Measures.Namespace)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public async Task HandleAsync(KafkaEvent batch, ILambdaContext context)
    {
        using var deadline = Deadline.Of(context);
        var commands = KafkaRecords.Of(batch, Workflows.Contracts.Topics.Commands).Select(CommandRecords.Of).ToList();
        foreach (var command in commands)
            await intake.HandleAsync(command, deadline.Token);
        Measured.Count(Measures.CommandsHandled, commands.Count);
    }
}
