using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Commands;

/// <summary>
/// Hands every command to a handler, at least once; those of one scope in their order and one after the other, those of different scopes
/// side by side, and a person's before the detector's: whoever wants to stop everything does not wait behind ten thousand kills of
/// accounts.
/// A handler that throws is called again with the same command, with a growing pause (at most 5 s), until it returns: a kill is never
/// skipped, and during the pauses others are handled in its place. An offset is committed when all before it are handled.
/// </summary>
/// <param name="settings">Which Kafka.</param>
/// <param name="group">Consumer group; a new one begins with the oldest command that is kept.</param>
/// <param name="time">For the pauses.</param>
/// <param name="loggers">Where retries are reported.</param>
public sealed class CommandConsumer(KafkaSettings settings, string group, TimeProvider time, ILoggerFactory? loggers = null)
{
    private const string ClientId = "killswitch-intake";

    /// <summary>
    /// How many are handled at the same time. Each waits for the store and the state machine most of its time; more of them only
    /// wait there.
    /// </summary>
    private const int SideBySide = 8;

    /// <summary>
    /// How far a partition is read ahead to find what is urgent: some 10 MB of commands. What stands further back in a partition
    /// waits its turn.
    /// </summary>
    private const int MostAhead = 10_000;

    /// <summary>Kafka's own least, so that commands do not wait long for the intake that takes over.</summary>
    private static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>How long a poll waits, and so how late an offset may be committed.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly KafkaClients _clients = new(settings, loggers);
    private readonly Lock _lock = new();
    private readonly CommandBacklog _backlog = new();
    private readonly HashSet<int> _paused = [];
    private readonly List<Task> _workers = [];
    private readonly Dictionary<WaitingCommand, (DateTimeOffset Since, string Why)> _failing = [];
    private int _working;

    /// <summary>Called with every command as soon as it is read, however many stand before it. Quick, and throws nothing.</summary>
    public Action<ReceivedCommand>? Received { get; init; }

    /// <summary>Since when the oldest command that failed has been tried again and again, and why; null where none is.</summary>
    public (DateTimeOffset Since, string Why)? Trouble
    {
        get
        {
            lock (_lock)
                return _failing.Count == 0 ? null : _failing.Values.MinBy(f => f.Since);
        }
    }

    /// <summary>Runs until it is cancelled, then waits for the handlers at work.</summary>
    public Task RunAsync(Func<ReceivedCommand, CancellationToken, Task> handle, CancellationToken cancellationToken) =>
        DedicatedThread.RunAsync(() => Run(handle, cancellationToken));

    private void Run(Func<ReceivedCommand, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        using var consumer = _clients.Member(ClientId, group, SessionTimeout, staticMemberId: null)
            .SetPartitionsRevokedHandler((member, partitions) => GiveUp(member, partitions, stillHeld: true))
            .SetPartitionsLostHandler((member, partitions) => GiveUp(member, partitions, stillHeld: false))
            .Build();
        consumer.Subscribe(Topics.Commands);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                ReadAhead(consumer, handle, cancellationToken);
                CommitProgress(consumer);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop: what was being handled is not committed and comes again.
        }
        finally
        {
            Task.WhenAll(Workers()).GetAwaiter().GetResult();
            CommitProgress(consumer);
            consumer.Close();
        }
    }

    /// <summary>Takes in all that is there, so that what is urgent is found, before it polls for more.</summary>
    private void ReadAhead(
        IConsumer<byte[]?, byte[]?> consumer,
        Func<ReceivedCommand, CancellationToken, Task> handle,
        CancellationToken cancellationToken
    )
    {
        var wait = Poll;
        for (var read = 0; read < MostAhead && Next(consumer, wait, cancellationToken) is { } result; read++)
        {
            wait = TimeSpan.Zero;
            Take(result, handle, cancellationToken);
            PauseIfFarAhead(consumer, result.Partition.Value);
        }
        ResumeWhatIsNot(consumer);
    }

    private void Take(
        ConsumeResult<byte[]?, byte[]?> result,
        Func<ReceivedCommand, CancellationToken, Task> handle,
        CancellationToken cancellationToken
    )
    {
        var received = CommandRecords.Of(TopicRecord.Of(result));
        Received?.Invoke(received);
        lock (_lock)
        {
            _backlog.Add(new WaitingCommand(result.Partition.Value, result.Offset.Value, received, Urgencies.Of(received)));
            StartWorkerNeedsLock(handle, cancellationToken);
        }
    }

    private void StartWorkerNeedsLock(Func<ReceivedCommand, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        if (_working >= SideBySide)
            return;
        _working++;
        _workers.RemoveAll(w => w.IsCompletedSuccessfully);
        _workers.Add(Task.Run(() => WorkAsync(handle, cancellationToken), CancellationToken.None));
    }

    private async Task WorkAsync(Func<ReceivedCommand, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        while (TakeNext() is { } command)
        {
            if (!await HandleUntilDoneAsync(command, handle, cancellationToken).ConfigureAwait(false))
                return;
            lock (_lock)
            {
                _failing.Remove(command);
                _backlog.Done(command);
            }
        }
    }

    /// <summary>Null ends the worker. It is counted out in the same moment, so that what arrives next starts another.</summary>
    private WaitingCommand? TakeNext()
    {
        lock (_lock)
        {
            if (_backlog.TryTake(out var command))
                return command;
            _working--;
            return null;
        }
    }

    /// <summary>False if it was cancelled before the handler returned.</summary>
    private async Task<bool> HandleUntilDoneAsync(
        WaitingCommand command,
        Func<ReceivedCommand, CancellationToken, Task> handle,
        CancellationToken cancellationToken
    )
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await handle(command.Received, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (Exception e)
            {
                if (cancellationToken.IsCancellationRequested)
                    return false;
                // Whatever it was, dropping a command could drop a kill.
                Logs.CommandRetried(_clients.Log, command.Partition, command.Offset, e.Message);
                StepAside(command, e.Message, handle, cancellationToken);
            }
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (_lock)
                _working++;
        }
    }

    /// <summary>
    /// Whoever only waits to try again leaves its place to another command: the next kill may have nothing to do with its trouble.
    /// </summary>
    private void StepAside(
        WaitingCommand command,
        string why,
        Func<ReceivedCommand, CancellationToken, Task> handle,
        CancellationToken cancellationToken
    )
    {
        lock (_lock)
        {
            _failing[command] = (_failing.TryGetValue(command, out var before) ? before.Since : time.GetUtcNow(), why);
            _working--;
            StartWorkerNeedsLock(handle, cancellationToken);
        }
    }

    private ConsumeResult<byte[]?, byte[]?>? Next(IConsumer<byte[]?, byte[]?> consumer, TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            return consumer.Consume(wait);
        }
        catch (ConsumeException e)
        {
            Logs.ClientError(_clients.Log, ClientId, e.Error.Reason);
            Task.Delay(FirstPause, time, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
            return null;
        }
    }

    private void PauseIfFarAhead(IConsumer<byte[]?, byte[]?> consumer, int partition)
    {
        if (Ahead(partition) < MostAhead || !_paused.Add(partition))
            return;
        consumer.Pause([new TopicPartition(Topics.Commands, partition)]);
    }

    private void ResumeWhatIsNot(IConsumer<byte[]?, byte[]?> consumer)
    {
        foreach (var partition in _paused.Where(p => Ahead(p) < MostAhead / 2).ToList())
        {
            consumer.Resume([new TopicPartition(Topics.Commands, partition)]);
            _paused.Remove(partition);
        }
    }

    private void GiveUp(IConsumer<byte[]?, byte[]?> consumer, List<TopicPartitionOffset> partitions, bool stillHeld)
    {
        if (stillHeld)
            CommitProgress(consumer);
        int[] gone = [.. partitions.Select(p => p.Partition.Value)];
        _paused.ExceptWith(gone);
        lock (_lock)
            _backlog.Forget(gone);
    }

    private void CommitProgress(IConsumer<byte[]?, byte[]?> consumer)
    {
        List<TopicPartitionOffset> offsets;
        lock (_lock)
            offsets = [.. _backlog.TakeProgress().Select(p => new TopicPartitionOffset(Topics.Commands, p.Partition, p.Offset))];
        if (offsets.Count == 0)
            return;
        try
        {
            consumer.Commit(offsets);
        }
        catch (KafkaException e)
        {
            // What is not committed comes again, and changes nothing the second time.
            Logs.ClientError(_clients.Log, ClientId, e.Error.Reason);
        }
    }

    private int Ahead(int partition)
    {
        lock (_lock)
            return _backlog.Ahead(partition);
    }

    private Task[] Workers()
    {
        lock (_lock)
            return [.. _workers];
    }
}
