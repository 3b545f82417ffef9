using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Commands;

/// <summary>
/// Hands every command to a handler, at least once and in the order of its partition. The next one is handed over when the
/// handler has returned; only then is the offset committed. A handler that throws is called again with the same command,
/// with a growing pause (at most 5 s), until it returns: a kill is never skipped.
/// </summary>
/// <param name="settings">Which Kafka.</param>
/// <param name="group">Consumer group; a new one begins with the oldest command that is kept.</param>
/// <param name="time">For the pauses.</param>
/// <param name="loggers">Where retries are reported.</param>
public sealed class CommandConsumer(KafkaSettings settings, string group, TimeProvider time, ILoggerFactory? loggers = null)
{
    /// <summary>Kafka's own least, so that commands do not wait long for the intake that takes over.</summary>
    private static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly KafkaClients _clients = new(settings, loggers);

    /// <summary>Runs until it is cancelled.</summary>
    public Task RunAsync(Func<ReceivedCommand, CancellationToken, Task> handle, CancellationToken cancellationToken) =>
        DedicatedThread.RunAsync(() => Run(handle, cancellationToken));

    private void Run(Func<ReceivedCommand, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        using var consumer = _clients.Member("killswitch-intake", group, SessionTimeout, staticMemberId: null).Build();
        consumer.Subscribe(Topics.Commands);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                if (Next(consumer, cancellationToken) is not { } result)
                    continue;
                HandleUntilDoneAsync(result, handle, cancellationToken).GetAwaiter().GetResult();
                Commit(consumer, result);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop: what was being handled is not committed and comes again.
        }
        finally
        {
            consumer.Close();
        }
    }

    private ConsumeResult<byte[]?, byte[]?>? Next(IConsumer<byte[]?, byte[]?> consumer, CancellationToken cancellationToken)
    {
        try
        {
            return consumer.Consume(TimeSpan.FromMilliseconds(200));
        }
        catch (ConsumeException e)
        {
            Logs.ClientError(_clients.Log, "killswitch-intake", e.Error.Reason);
            Pause(FirstPause, cancellationToken);
            return null;
        }
    }

    private async Task HandleUntilDoneAsync(ConsumeResult<byte[]?, byte[]?> result, Func<ReceivedCommand, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        var record = TopicRecord.Of(result);
        var command = new ReceivedCommand(
            record.Value ?? ReadOnlyMemory<byte>.Empty,
            record.Key is null ? null : System.Text.Encoding.UTF8.GetString(record.Key),
            record.Header(Workflows.Contracts.Headers.Attestation),
            record.Header(Workflows.Contracts.Headers.TraceParent),
            $"{Topics.Commands}-{record.Partition}@{record.Offset}");
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await handle(command, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever it was, dropping a command could drop a kill.
                Logs.CommandRetried(_clients.Log, record.Partition, record.Offset, e.Message);
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void Commit(IConsumer<byte[]?, byte[]?> consumer, ConsumeResult<byte[]?, byte[]?> result)
    {
        try
        {
            consumer.Commit(result);
        }
        catch (KafkaException e)
        {
            // It comes again, and changes nothing the second time.
            Logs.ClientError(_clients.Log, "killswitch-intake", e.Error.Reason);
        }
    }

    private void Pause(TimeSpan pause, CancellationToken cancellationToken) =>
        Task.Delay(pause, time, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
}
