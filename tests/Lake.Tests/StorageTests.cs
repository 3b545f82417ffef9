using KillSwitch.Hosting;
using KillSwitch.Lake.Storage;

namespace KillSwitch.Lake.Tests;

public sealed class StorageTests
{
    [Fact]
    public async Task Run_BadLinesAmongGood_KeepsAllAndTakesTheGood()
    {
        using var lake = new LakeFixture();
        var events = LakeFixture.Day(2, 5_000, abuse: false).Events;
        lake.Write(events.Take(1_000));
        File.AppendAllText(lake.Log, "{\"event_id\":\"a\"}{\"event_id\":\"b\"}\n\nnot json, \"but, text\n");
        File.AppendAllBytes(lake.Log, [0xff, 0xfe, (byte)'\n']);
        lake.Write(events.Skip(1_000));
        File.AppendAllText(lake.Log, "{\"cut off");

        await lake.RunAsync();

        Assert.Equal(File.ReadAllBytes(lake.Log)[..^"{\"cut off".Length], lake.Raw());
        Assert.Equal($"n\n{events.Count}\n", lake.Ask("select count(*) as n from curated"));
        Assert.Equal("n\n4\n", lake.Ask("select count(*) as n from quarantine where reason <> ''"));
    }

    [Fact]
    public async Task Run_ALineFinishedLater_IsTakenOnce()
    {
        using var lake = new LakeFixture();
        var events = LakeFixture.Day(2, 5_000, abuse: false).Events;
        lake.Write(events);
        var bytes = File.ReadAllBytes(lake.Log);
        File.WriteAllBytes(lake.Log, bytes[..(bytes.Length / 2)]);

        await lake.RunAsync();
        File.WriteAllBytes(lake.Log, bytes);
        await lake.RunAsync();

        Assert.Equal(bytes, lake.Raw());
        Assert.Equal($"a,b\n{events.Count},{events.Count}\n", lake.Ask("select count(*) as a, count(distinct event_id) as b from curated"));
    }

    /// <summary>An engine that decides on a type by itself takes 08 beside 9 for text and 0012345 for 12345.</summary>
    [Fact]
    public async Task Curated_HoursAndAccounts_AreTextAndMoneyIsDecimal()
    {
        using var lake = new LakeFixture();
        lake.Write(LakeFixture.Day(2, 5_000, abuse: false).Events);
        await lake.RunAsync();

        Assert.Equal("a,b,c,d\nVARCHAR,VARCHAR,\"DECIMAL(18,4)\",TIMESTAMP\n", lake.Ask(
            "select any_value(typeof(hour)) a, any_value(typeof(account)) b, any_value(typeof(price)) c, any_value(typeof(event_time)) d from curated"));
        Assert.Equal("n\n0\n", lake.Ask("select count(*) as n from curated where account is not null and length(account) < 7"));
        Assert.Equal("n\n0\n", lake.Ask("select count(*) as n from curated where hour <> strftime(event_time, '%H')"));
    }

    [Fact]
    public async Task Run_AnotherLogOrASecondWriter_IsRefused()
    {
        using var lake = new LakeFixture();
        lake.Write(LakeFixture.Day(2, 5_000, abuse: false).Events);
        await lake.RunAsync();
        using (await FileLock.TakeAsync(lake.Folder.Lock, TimeProvider.System, TimeSpan.Zero, CancellationToken.None))
        {
            var second = await Assert.ThrowsAsync<CannotStartException>(() => lake.RunAsync());
            Assert.Contains("Another ./run lake", second.Message, StringComparison.Ordinal);
        }

        File.WriteAllText(lake.Log, "");
        var cut = await Assert.ThrowsAsync<CannotStartException>(() => lake.RunAsync());
        Assert.Contains("cut off or replaced", cut.Message, StringComparison.Ordinal);
    }

    /// <summary>Killed between the commit and the moves: what was committed is moved in at the next start, the rest is gone.</summary>
    [Fact]
    public void Open_FilesThatWereCommittedAndNotMoved_ArePublished()
    {
        using var lake = new LakeFixture();
        var files = new CommittedFiles(lake.Folder, "archiver");
        File.WriteAllText(files.Staged("raw/a.jsonl"), "a");
        files.Commit(ReaderProgress.None with { Position = 1, Files = ["raw/a.jsonl"] });
        File.Move(Path.Combine(lake.Folder.Raw, "a.jsonl"), files.Staged("raw/a.jsonl"));
        File.WriteAllText(files.Staged("raw/b.jsonl"), "b");

        var again = new CommittedFiles(lake.Folder, "archiver");

        Assert.Equal(1, again.Progress.Position);
        Assert.Equal("a", File.ReadAllText(Path.Combine(lake.Folder.Raw, "a.jsonl")));
        Assert.False(File.Exists(again.Staged("raw/b.jsonl")));
    }
}
