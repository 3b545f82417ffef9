using System.Text.Json;
using KillSwitch.Hosting;
using KillSwitch.Lake.Finding;
using KillSwitch.Lake.Reading;
using KillSwitch.Lake.Storage;
using KillSwitch.Surveillance.Playing;
using KillSwitch.Surveillance.Rules;

namespace KillSwitch.Lake.Running;

/// <summary>One log and its three readers, each at its own pace, until the log's end.</summary>
internal sealed class LakeRun(LakeOptions options, TimeProvider time, Action<Alert> found)
{
    /// <summary>How long a reader waits where nothing is new.</summary>
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);

    /// <summary>A Monday without an early close.</summary>
    private static readonly DateOnly s_day = new(2026, 3, 2);

    public LakeFolder Folder { get; } = new(options.Data);

    /// <param name="stop">Ends it where it is; what is committed stays, and the next run goes on from there.</param>
    /// <exception cref="CannotStartException">Another run has this lake, or it is another log's.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        Directory.CreateDirectory(Folder.Lake);
        using var alone = await TakeAsync();
        var log = new EventLog(Path.GetFullPath(options.Replay ?? Folder.Stream));
        Identify(new(log.Path, options.Replay is null ? options.Seed : null));
        using var ended = new CancellationTokenSource();
        using var curated = new CuratedWriter(Folder);
        using var patterns = new PatternFinder(Folder, SurveillanceRules.Default(), log, found);
        IBatchReader[] readers = [new Archiver(Folder, time), curated, patterns];
        // One that fails ends the others, too, or else they would go on and the failure would be told at the end of the day.
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task Follow(IBatchReader reader) => Task.Run(() => FollowAsync(log, reader, ended.Token, failed.Token), failed.Token);
        await Task.WhenAll([.. readers.Select(Follow).Append(WriteAsync(ended, failed.Token)).Select(task => GuardedAsync(task, failed))]);
    }

    private async Task<IDisposable> TakeAsync()
    {
        try
        {
            return await FileLock.TakeAsync(Folder.Lock, time, TimeSpan.Zero, CancellationToken.None);
        }
        catch (IOException e)
        {
            throw new CannotStartException(
                $"Another ./run lake writes to {Folder.Root}. Wait until it has ended, or give another --data.", e);
        }
    }

    private void Identify(LakeIdentity identity)
    {
        if (File.Exists(Folder.Identity))
        {
            var its = JsonSerializer.Deserialize(File.ReadAllBytes(Folder.Identity), StorageJson.Default.LakeIdentity)!;
            if (its != identity)
            {
                throw new CannotStartException(
                    $"{Folder.Root} is the lake of {Words(its)}, not of {Words(identity)}: one lake has one log. Give another --data.");
            }
            return;
        }
        var next = Folder.Identity + ".next";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(identity, StorageJson.Default.LakeIdentity));
        File.Move(next, Folder.Identity);
    }

    private static string Words(LakeIdentity identity) => identity.Seed is { } seed ? $"the day of seed {seed}" : identity.Log;

    private async Task WriteAsync(CancellationTokenSource ended, CancellationToken stop)
    {
        if (options.Replay is null)
        {
            var day = await Task.Run(() => MarketDay.Play(options.Seed, s_day, options.Events, abuse: true), stop);
            await new Producer(Folder, day, options.Pace, time).RunAsync(stop);
        }
        await ended.CancelAsync();
    }

    private async Task FollowAsync(EventLog log, IBatchReader reader, CancellationToken ended, CancellationToken stop)
    {
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            // Asked before the log is read: what was written before the end is seen.
            var last = ended.IsCancellationRequested;
            if (log.Read(reader.Position) is { } batch)
                reader.Take(batch);
            else if (last)
                return;
            else
                await Task.Delay(s_poll, time, stop);
        }
    }

    private static async Task GuardedAsync(Task task, CancellationTokenSource failed)
    {
        try
        {
            await task;
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
    }
}
