using System.Diagnostics;
using KillSwitch.Benchmarks.EndToEnd;

namespace KillSwitch.Benchmarks.Kills;

/// <summary>
/// How long the disk takes for as much as the engine's journal has it do: an append of 2 KB that is on the disk when the call
/// returns, every
/// 100 ms, in a file of its own beside the journal. It tells what of a kill's time is the disk's.
/// </summary>
internal sealed class DiskProbe : IAsyncDisposable
{
    private const int Bytes = 2_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<double> _ms = [];
    private readonly Task _running;

    private DiskProbe(string file) => _running = RunAsync(file);

    /// <param name="directory">Where the journal's disk is.</param>
    public static DiskProbe Start(string directory) => new(Path.Combine(directory, "disk-probe"));

    /// <summary>Ends it.</summary>
    public async Task<LatencySpread> StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        return LatencySpread.Of(_ms);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync(string file)
    {
        await using var stream = new FileStream(
            file,
            new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                BufferSize = 0,
                Options = FileOptions.DeleteOnClose,
            }
        );
        var record = new byte[Bytes];
        while (!_stop.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            await Task.Run(() =>
            {
                stream.Write(record);
                stream.Flush(flushToDisk: true);
            });
            _ms.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(Pause, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
