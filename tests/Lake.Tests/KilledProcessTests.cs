using System.Diagnostics;
using KillSwitch.Lake.Finding;
using KillSwitch.Lake.Running;

namespace KillSwitch.Lake.Tests;

public sealed class KilledProcessTests
{
    private const int Seed = 606;
    private const int Events = 30_000;

    /// <summary>kill -9, again and again: raw, curated and alerts are those of a run that nobody disturbed.</summary>
    [Fact]
    public async Task Kill_AtAnyMoment_LosesAndDoublesNothing()
    {
        using var killed = new LakeFixture();
        for (var kills = 1; kills <= 4; kills++)
        {
            using var process = Start(killed.Folder.Root);
            await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMilliseconds(400 + (350 * kills))).Token)
                .ContinueWith(_ => { }, TaskScheduler.Default);
            process.Kill();
            await process.WaitForExitAsync();
        }
        await PlayAsync(killed.Folder.Root);
        using var whole = new LakeFixture();
        await PlayAsync(whole.Folder.Root);

        Assert.Equal(File.ReadAllBytes(whole.Folder.Stream), killed.Raw());
        const string all = "select count(*) as n, count(distinct event_id) as ids, sum(hash(event_id, price, risk_score, reference_price)) as h from curated";
        Assert.Equal(whole.Ask(all), killed.Ask(all));
        Assert.Equal(Ids(whole), Ids(killed));
        Assert.NotEmpty(Ids(whole));
    }

    private static List<string> Ids(LakeFixture lake) => [.. AlertFiles.Read(lake.Folder.Alerts).Select(alert => alert.AlertId).Order()];

    private static Task PlayAsync(string data) =>
        new LakeRun(new(data, Replay: null, Seed, Events, TimeSpan.Zero), TimeProvider.System, _ => { }).RunAsync(CancellationToken.None);

    private static Process Start(string data) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "KillSwitch.Lake.dll"), "lake", "--data", data,
            "--seed", $"{Seed}", "--events", $"{Events}", "--for", "20",
        ])
    { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
