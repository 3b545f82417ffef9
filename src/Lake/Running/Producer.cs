using System.Text.Json;
using KillSwitch.Lake.Storage;
using KillSwitch.Surveillance.Events;
using KillSwitch.Surveillance.Playing;

namespace KillSwitch.Lake.Running;

/// <summary>
/// Writes a day that is made up into the lake's stream. The day follows from its seed, so one that was interrupted, in the middle of a
/// line too, goes on with the byte that comes next.
/// </summary>
internal sealed class Producer(LakeFolder folder, MarketDay day, TimeSpan pace, TimeProvider time)
{
    /// <summary>How often something is written.</summary>
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(100);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.Stream)!);
        var planted = JsonSerializer.SerializeToUtf8Bytes(day.Planted, StorageJson.Default.IReadOnlyListPlantedEpisode);
        await File.WriteAllBytesAsync(folder.Planted, planted, cancellationToken);
        await using var stream = new FileStream(folder.Stream, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var (skip, ticks) = (stream.Position, Math.Max(1, (int)(pace / s_tick)));
        foreach (var events in day.Events.Chunk((day.Events.Count / ticks) + 1))
        {
            var bytes = Bytes(events);
            var written = (int)Math.Min(skip, bytes.Length);
            skip -= written;
            if (written == bytes.Length)
                continue;
            await stream.WriteAsync(bytes.AsMemory(written), cancellationToken);
            if (pace > TimeSpan.Zero)
                await Task.Delay(s_tick, time, cancellationToken);
        }
    }

    private static byte[] Bytes(IEnumerable<MarketEvent> events)
    {
        var bytes = new MemoryStream();
        foreach (var marketEvent in events)
        {
            bytes.Write(MarketEventWriter.Write(marketEvent));
            bytes.WriteByte((byte)'\n');
        }
        return bytes.ToArray();
    }
}
