using System.Text.Json;
using System.Threading.Channels;
using KillSwitch.Hosting;

namespace KillSwitch.StepFunctions.Journal;

/// <summary>
/// Appends records. One writer for all executions: what waits is written together and, if so set, flushed to the disk
/// once for all. Thread-safe; records are written in the order of the calls.
/// </summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly JournalSync _sync;
    private readonly Action? _beforeSync;
    private readonly TaskCompletionSource<IOException> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<(byte[][] Records, TaskCompletionSource Done)> _queue =
        Channel.CreateBounded<(byte[][], TaskCompletionSource)>(new BoundedChannelOptions(4096) { SingleReader = true });

    private readonly Task _writing;

    private JournalWriter(FileStream file, JournalSync sync, Action? beforeSync)
    {
        _file = file;
        _sync = sync;
        _beforeSync = beforeSync;
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Completes when a write has failed: from then on it takes no records, and only a new writer can go on.</summary>
    public Task<IOException> Broken => _broken.Task;

    /// <summary>
    /// Opens the journal, hands each record over, and is ready to append after the last whole one; a torn one is cut off.
    /// </summary>
    /// <param name="path">The file; created if missing, and locked until this is disposed.</param>
    /// <param name="sync">How safe a record is when its append returns.</param>
    /// <param name="each">Gets each record, in order.</param>
    /// <param name="beforeSync">Called before each write goes to the disk; fails it by throwing an IOException. Null: nothing is.</param>
    /// <param name="torn">How many bytes of an unfinished record were cut off, and where.</param>
    /// <exception cref="JournalDamagedException">There is damage that a crash does not explain.</exception>
    /// <exception cref="IOException">Another engine uses it, or it cannot be read or written.</exception>
    public static JournalWriter Open(
        string path,
        JournalSync sync,
        Action<JournalEntry> each,
        Action? beforeSync,
        out (long Bytes, long Offset) torn
    )
    {
        var file = OpenLocked(path);
        try
        {
            (torn.Offset, torn.Bytes) = JournalReader.Read(file, each);
            if (torn.Bytes > 0)
            {
                file.SetLength(torn.Offset);
                file.Flush(flushToDisk: true);
            }
            file.Position = torn.Offset;
            return new JournalWriter(file, sync, beforeSync);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static FileStream OpenLocked(string path)
    {
        try
        {
            return PrivateFolder.OpenOrCreate(path, 1 << 16);
        }
        catch (IOException failure)
        {
            throw new IOException(
                $"The journal {path} cannot be opened: {failure.Message} If another engine runs on this data directory, stop it, or choose another directory.",
                failure
            );
        }
    }

    /// <summary>
    /// Returns when the records are as safe as the setting says. They stand behind one another, and are flushed together.
    /// </summary>
    /// <exception cref="IOException">It could not be written. The writer takes no more records: what is on disk is known, what
    /// would follow is not.</exception>
    public async Task AppendAsync(params JournalEntry[] records)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        byte[][] json = [.. records.Select(r => JsonSerializer.SerializeToUtf8Bytes(r, JournalJson.Default.JournalEntry))];
        try
        {
            await _queue.Writer.WriteAsync((json, done)).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed)
        {
            throw new IOException("The journal is closed.", closed.InnerException);
        }
        await done.Task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
        try
        {
            await _file.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException) when (_broken.Task.IsCompleted)
        {
            // What could not be written still cannot. Nobody was told that it was.
        }
    }

    private async Task WriteAllAsync()
    {
        var written = new List<TaskCompletionSource>();
        try
        {
            while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                while (_queue.Reader.TryRead(out var next))
                {
                    written.Add(next.Done);
                    foreach (var record in next.Records)
                        JournalFrame.Write(_file, record);
                }
                _beforeSync?.Invoke();
                _file.Flush(flushToDisk: _sync == JournalSync.EveryWrite);
                foreach (var done in written)
                    done.SetResult();
                written.Clear();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            var broken = new IOException($"The journal {_file.Name} cannot be written: {failure.Message}", failure);
            _queue.Writer.TryComplete(broken);
            foreach (var done in written)
                done.TrySetException(broken);
            while (_queue.Reader.TryRead(out var next))
                next.Done.TrySetException(broken);
            _broken.TrySetResult(broken);
        }
    }
}
