using System.Text;
using KillSwitch.Lake.Asking;
using KillSwitch.Lake.Finding;
using KillSwitch.Lake.Running;
using KillSwitch.Lake.Storage;
using KillSwitch.Surveillance.Events;
using KillSwitch.Surveillance.Playing;

namespace KillSwitch.Lake.Tests;

/// <summary>A folder for a lake, and what is done with it.</summary>
internal sealed class LakeFixture : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("lake-").FullName;

    public LakeFolder Folder => new(Path.Combine(_root, "data"));

    public string Log => Path.Combine(_root, "events.jsonl");

    public static MarketDay Day(int seed, int events, bool abuse) => MarketDay.Play(seed, new(2026, 3, 2), events, abuse);

    public void Write(IEnumerable<MarketEvent> events) =>
        File.AppendAllLines(Log, events.Select(e => Encoding.UTF8.GetString(MarketEventWriter.Write(e))));

    public Task RunAsync(Action<Alert>? found = null) =>
        new LakeRun(new(Folder.Root, Log, Seed: 0, Events: 0, TimeSpan.Zero), TimeProvider.System, found ?? (_ => { }))
            .RunAsync(CancellationToken.None);

    public string Ask(string sql, TimeSpan? within = null)
    {
        using var lake = LakeTables.Open(Folder, new());
        return LakeQuery.Ask(lake, sql, within ?? TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None).ToCsv();
    }

    /// <summary>All of raw, in the order of the log.</summary>
    public byte[] Raw() =>
    [
        .. Directory.EnumerateFiles(Folder.Raw, "*.jsonl", SearchOption.AllDirectories)
            .OrderBy(Path.GetFileName, StringComparer.Ordinal)
            .SelectMany(File.ReadAllBytes),
    ];

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
