using KillSwitch.Local.Happenings;
using KillSwitch.Tests;
using Microsoft.Extensions.Time.Testing;

namespace KillSwitch.Local.Tests.Happenings;

public sealed class OnlookersTests
{
    private readonly FakeTimeProvider _clock = new(TradingDay.Opens);
    private readonly Onlookers _onlookers;

    public OnlookersTests() => _onlookers = new Onlookers(TimeSpan.FromSeconds(60), _clock);

    [Fact]
    public async Task ComeAndGo_OneWhoLooksTwice_IsThereUntilHeLooksNoMore()
    {
        var come = _onlookers.ComeAsync(default);
        Assert.False(come.IsCompleted);
        _onlookers.Look();
        await come;

        var gone = _onlookers.GoAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(59));
        _onlookers.Look();
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(gone.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await gone.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.False(_onlookers.ComeAsync(default).IsCompleted);
        _onlookers.Look();
        Assert.True(_onlookers.ComeAsync(default).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task ComeAsync_Cancelled_EndsSo()
    {
        using var stop = new CancellationTokenSource();
        var come = _onlookers.ComeAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => come);
    }
}
