using KillSwitch.Api.Health;
using KillSwitch.Local.Stack.Health;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Stack.Health;

/// <summary>What the processes of an installation say of themselves, and what their silence says.</summary>
public sealed class HealthFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(TradingDay.Opens);

    private string Path => System.IO.Path.Combine(_folder, "health");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_Stopped_LeavesNothingBehind()
    {
        using var stop = new CancellationTokenSource();
        var running = new HealthFolder(Path, _time).RunAsync(() => [new("intake", true, "takes commands in")], stop.Token);
        await Until.TrueAsync("it has spoken", () =>
            Task.FromResult(Directory.Exists(Path) && Directory.GetFiles(Path, "*.json").Length == 1)
        );

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Empty(Directory.GetFiles(Path));
    }

    [Fact]
    public void Others_WhatThisProcessSays_IsNotAmongThem()
    {
        Say(Environment.ProcessId, "intake");

        Assert.Empty(new HealthFolder(Path, _time).Others());
    }

    [Fact]
    public void Others_ProcessThatSpeaks_IsAsItSays()
    {
        Say(1, "intake");

        Assert.Equal([new PartHealth("intake", true, "fine")], new HealthFolder(Path, _time).Others());
    }

    [Fact]
    public void Others_ProcessThatFellSilent_IsSaidToBe()
    {
        Say(1, "intake");
        _time.Advance(TimeSpan.FromSeconds(9));

        var silent = Assert.Single(new HealthFolder(Path, _time).Others());

        Assert.Equal(("intake", false), (silent.Part, silent.Healthy));
        Assert.Equal("process 1 was last heard of 9 s ago: it has ended, or hangs", silent.Detail);
    }

    /// <summary>A supervisor has started another by then, and routers are named for their process.</summary>
    [Fact]
    public void Others_ProcessThatIsGone_IsForgottenAfterAMinute()
    {
        Say(int.MaxValue, "router-2147483647-1");
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(Assert.Single(new HealthFolder(Path, _time).Others()).Healthy);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty(new HealthFolder(Path, _time).Others());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"process_id\":1}")]
    public void Others_FileThatIsNone_IsLeftOut(string text)
    {
        Directory.CreateDirectory(Path);
        File.WriteAllText(System.IO.Path.Combine(Path, "1.json"), text);

        Assert.Empty(new HealthFolder(Path, _time).Others());
    }

    private void Say(int process, string part)
    {
        Directory.CreateDirectory(Path);
        File.WriteAllText(
            System.IO.Path.Combine(Path, $"{process}.json"),
            $$"""{"process_id":{{process}},"ts":{{_time.GetUtcNow().ToUnixTimeMilliseconds()}},"parts":[{"part":"{{part}}","healthy":true,"detail":"fine"}]}"""
        );
    }
}
