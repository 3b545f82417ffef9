using System.Text.Json;
using KillSwitch.Hosting;

namespace KillSwitch.Local.Stack;

/// <summary>
/// <c>DIR/endpoints.json</c>, shared by the processes of one data directory: each adds what it serves. Safe between processes.
/// A process that runs the whole stack keeps what it has for itself until it is ready: then the file says that all of it is.
/// </summary>
public sealed class EndpointsFile(DataDirectory data, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private Endpoints? _held;

    /// <summary>Keeps back what follows, until <see cref="ReleaseAsync"/>. What an earlier run left in the file is removed.</summary>
    public void Hold()
    {
        File.Delete(data.Endpoints);
        _held = new Endpoints();
    }

    /// <summary>Writes what was kept back.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (_held is not { } held)
            return;
        await WriteAsync(_ => held, cancellationToken);
        _held = null;
    }

    public Endpoints Read()
    {
        if (_held is { } held)
            return held;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(data.Endpoints), EndpointsJson.Default.Endpoints) ?? new Endpoints();
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return new Endpoints();
        }
    }

    /// <summary>Replaces the file in one step, so that no reader sees half of it.</summary>
    public async Task UpdateAsync(Func<Endpoints, Endpoints> change, CancellationToken cancellationToken)
    {
        if (_held is { } held)
        {
            _held = change(held);
            return;
        }
        await WriteAsync(change, cancellationToken);
    }

    private async Task WriteAsync(Func<Endpoints, Endpoints> change, CancellationToken cancellationToken)
    {
        using var turn = await FileLock.TakeAsync(data.Endpoints + ".lock", time, Timeout.InfiniteTimeSpan, cancellationToken);
        var part = $"{data.Endpoints}.{Environment.ProcessId}";
        await File.WriteAllBytesAsync(
            part,
            JsonSerializer.SerializeToUtf8Bytes(change(Read()), EndpointsJson.Default.Endpoints),
            cancellationToken
        );
        File.Move(part, data.Endpoints, overwrite: true);
    }

    /// <summary>Waits for another process to serve what this one needs.</summary>
    public async Task<T> WaitForAsync<T>(Func<Endpoints, T?> what, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            if (what(Read()) is { } value)
                return value;
            await Task.Delay(Poll, time, cancellationToken);
        }
    }
}
