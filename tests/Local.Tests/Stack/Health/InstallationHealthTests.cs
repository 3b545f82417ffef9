using KillSwitch.Api.Health;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Stack.Health;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Stack.Health;

public sealed class InstallationHealthTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(TradingDay.Opens);
    private readonly List<PartHealth> _mine =
        [.. PartNames.All.Except([PartNames.Router]).Append("router-1").Select(name => new PartHealth(name, true, "serving"))];
    private IReadOnlyList<PartHealth> _probed = [new("store", true, "0 incidents are open"), new("kills", true, "in force")];
    private int _asked;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_AllRun_IsHealthyAndEachIsThereOnce()
    {
        var parts = await Health().CheckAsync(default);

        Assert.All(parts, part => Assert.True(part.Healthy, part.Part));
        Assert.Equal(parts.Count, parts.Select(part => part.Part).Distinct().Count());
        Assert.Equal("0 incidents are open", parts.Single(part => part.Part == "store").Detail);
    }

    [Theory]
    [InlineData(PartNames.Detector, "orders are measured nowhere")]
    [InlineData(PartNames.Intake, "commands kill nothing")]
    [InlineData("router-1", "no order is let through")]
    public async Task Check_NobodyRunsAPart_SaysWhatThatMeans(string part, string means)
    {
        _mine.RemoveAll(p => p.Part == part);

        var missing = Assert.Single(await Health().CheckAsync(default), p => !p.Healthy);

        Assert.Contains(means, missing.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WhatServesAllDoesNotAnswer_IsBelievedMoreThanWhatItSays()
    {
        _probed = [new("store", false, "no answer within 1 s")];

        var store = (await Health().CheckAsync(default))[0];

        Assert.Equal(("store", false, "no answer within 1 s"), (store.Part, store.Healthy, store.Detail));
    }

    [Fact]
    public async Task Check_AskedOften_AsksOnceASecond()
    {
        var health = Health();
        await health.CheckAsync(default);
        await health.CheckAsync(default);
        _time.Advance(TimeSpan.FromSeconds(1));
        await health.CheckAsync(default);

        Assert.Equal(2, _asked);
    }

    private InstallationHealth Health() =>
        new(
            () => _mine,
            new HealthFolder(_folder, _time),
            _ =>
            {
                _asked++;
                return Task.FromResult(_probed);
            },
            _time
        );
}
