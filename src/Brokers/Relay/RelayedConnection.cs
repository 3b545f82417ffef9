using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace KillSwitch.Brokers.Relay;

/// <summary>
/// One client's connection to a broker that keeps a fetch waiting for its whole time when there is nothing to read, whatever comes
/// meanwhile. A fetch that asks again what has just been answered waits here instead, until something is written, its time is over or the
/// client asks for something else; and is then asked for at once.
/// </summary>
internal sealed class RelayedConnection(Socket client, Socket broker, WriteSignal writes, TimeProvider time)
{
    /// <summary>
    /// Whoever reads one topic is woken by writes to all of them: so often a client asks in vain, at most, while others write.
    /// </summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(2);

    private readonly ConcurrentDictionary<int, bool> _produces = new();
    private readonly Dictionary<(long Topic, int Partition), long> _asked = [];
    private long _askedSince = -1;
    private long _askedAt;

    /// <summary>Runs until one side ends it, or it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var near = new NetworkStream(client, ownsSocket: false);
        await using var far = new NetworkStream(broker, ownsSocket: false);
        var requests = RequestsAsync(PipeReader.Create(near), far, ended.Token);
        var answers = AnswersAsync(PipeReader.Create(far), near, ended.Token);
        await Task.WhenAny(requests, answers).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(requests, answers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RequestsAsync(PipeReader from, NetworkStream to, CancellationToken cancellationToken)
    {
        while (await FrameAsync(from, cancellationToken).ConfigureAwait(false) is { } frame)
        {
            var size = (int)frame.Length;
            var bytes = ArrayPool<byte>.Shared.Rent(size);
            try
            {
                frame.CopyTo(bytes);
                from.AdvanceTo(frame.End);
                var request = new KafkaRequest(bytes.AsMemory(sizeof(int), size - sizeof(int)));
                var isBlind = request.IsProduce && !request.IsAnswered;
                if (request.IsFetch)
                    await HeldAsync(request, from, cancellationToken).ConfigureAwait(false);
                else if (request.IsProduce && !isBlind)
                    _produces[request.CorrelationId] = true;
                await to.WriteAsync(bytes.AsMemory(0, size), cancellationToken).ConfigureAwait(false);
                if (isBlind)
                    writes.Raise();
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
    }

    private async Task HeldAsync(KafkaRequest fetch, PipeReader next, CancellationToken cancellationToken)
    {
        if (!fetch.AsksAnythingNew(_asked))
        {
            await UnlessAsync(
                    next,
                    stop => Task.WhenAny(writes.MoreThanAsync(_askedSince), WaitAsync(TimeSpan.FromMilliseconds(fetch.MaxWaitMs), stop)),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (s_pause - time.GetElapsedTime(_askedAt) is var rest && rest > TimeSpan.Zero)
                await UnlessAsync(next, stop => WaitAsync(rest, stop), cancellationToken).ConfigureAwait(false);
        }
        // Before it is asked: what is written from here on may be missing in the answer.
        _askedSince = writes.Count;
        _askedAt = time.GetTimestamp();
        fetch.MaxWaitMs = 0;
    }

    /// <summary>Waits for it, unless the client has something else to ask: that must not stand behind a fetch that waits.</summary>
    private static async Task UnlessAsync(PipeReader next, Func<CancellationToken, Task> it, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var something = SomethingElseAsync(next, over.Token);
        await Task.WhenAny(it(over.Token), something).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await something.ConfigureAwait(false);
    }

    private async Task WaitAsync(TimeSpan howLong, CancellationToken cancellationToken) =>
        await Task.Delay(howLong, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Completes when the client has sent more, or is gone. What it sent is not taken.</summary>
    private static async Task SomethingElseAsync(PipeReader from, CancellationToken cancellationToken)
    {
        try
        {
            var read = await from.ReadAsync(cancellationToken).ConfigureAwait(false);
            from.AdvanceTo(read.Buffer.Start);
        }
        catch (OperationCanceledException)
        {
            // It waited for nothing.
        }
    }

    private async Task AnswersAsync(PipeReader from, NetworkStream to, CancellationToken cancellationToken)
    {
        while (await FrameAsync(from, cancellationToken).ConfigureAwait(false) is { } frame)
        {
            var wrote = _produces.TryRemove(Number(frame), out _);
            foreach (var part in frame)
                await to.WriteAsync(part, cancellationToken).ConfigureAwait(false);
            from.AdvanceTo(frame.End);
            if (wrote)
                writes.Raise();
        }
    }

    private static int Number(ReadOnlySequence<byte> frame)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        frame.Slice(sizeof(int), sizeof(int)).CopyTo(number);
        return BinaryPrimitives.ReadInt32BigEndian(number);
    }

    /// <summary>The next request or answer with its length, all of it; null where the connection has ended.</summary>
    private static async Task<ReadOnlySequence<byte>?> FrameAsync(PipeReader from, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await from.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (Frame(read.Buffer) is { } frame)
                return frame;
            from.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
                return null;
        }
    }

    private static ReadOnlySequence<byte>? Frame(ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < 2 * sizeof(int))
            return null;
        Span<byte> length = stackalloc byte[sizeof(int)];
        buffer.Slice(0, sizeof(int)).CopyTo(length);
        var size = sizeof(int) + (long)BinaryPrimitives.ReadUInt32BigEndian(length);
        return buffer.Length < size ? null : buffer.Slice(0, size);
    }
}
