using System.Text.Json;

namespace KillSwitch.Local.Stack;

/// <summary><c>DIR/endpoints.json</c>, shared by the processes of one data directory: each adds what it serves. Safe between processes.</summary>
internal sealed class EndpointsFile(DataDirectory data, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public Endpoints Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(data.Endpoints), EndpointsJson.Default.Endpoints) ?? new Endpoints();
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return new Endpoints();
        }
    }

    public void Clear() => File.Delete(data.Endpoints);

    /// <summary>Replaces the file in one step, so that no reader sees half of it.</summary>
    public async Task UpdateAsync(Func<Endpoints, Endpoints> change, CancellationToken cancellationToken)
    {
        using var _ = await LockAsync(cancellationToken);
        var part = $"{data.Endpoints}.{Environment.ProcessId}";
        await File.WriteAllBytesAsync(part, JsonSerializer.SerializeToUtf8Bytes(change(Read()), EndpointsJson.Default.Endpoints), cancellationToken);
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

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(data.Endpoints + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Poll, time, cancellationToken);
            }
        }
    }
}
