using System.Runtime.ExceptionServices;
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
/// Turns commands into incidents, in the order of their partitions, and returns when their kills are in force. Bad input is refused and
/// is no failure; a batch in which something fails is handed over again, when all of it has been tried.
/// </summary>
public sealed class TakeInCommands(CommandIntake intake, KillGuard guard)
{
    /// <summary>A function does nothing when it has returned, so it looks soon and often; as a rule a kill is in force at once.</summary>
    internal static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(100);

    [LambdaFunction]
    [Logging(ClearState = true)]
    [Metrics(Namespace = Measures.Namespace)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task HandleAsync(KafkaEvent batch, ILambdaContext context) => Ended.Of(HandleOneAsync(batch, context));

    private async Task HandleOneAsync(KafkaEvent batch, ILambdaContext context)
    {
        using var deadline = Deadline.Of(context);
        var commands = KafkaRecords.Of(batch, Workflows.Contracts.Topics.Commands).Select(CommandRecords.Of).ToList();
        foreach (var command in commands)
            guard.Expect(command);
        ExceptionDispatchInfo? failure = null;
        foreach (var command in commands)
        {
            try
            {
                await intake.HandleAsync(command, deadline.Token);
                guard.Handled(command);
            }
            catch (Exception e) when (!deadline.Token.IsCancellationRequested)
            {
                // The next may be a kill that has nothing to do with it.
                Logger.LogError(e, "A command could not be taken in; its batch comes again");
                failure ??= ExceptionDispatchInfo.Capture(e);
            }
        }
        await guard.SettledAsync(deadline.Token);
        Measured.Count(Measures.CommandsHandled, commands.Count);
        failure?.Throw();
    }

    internal static void Tell(string what)
    {
        Measured.Count(Measures.KillsGuarded, 1);
        Logger.LogWarning("{Guard}", (object)what);
    }
}
