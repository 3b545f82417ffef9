using System.Threading.Channels;
using KillSwitch.Local.Recovery;
using KillSwitch.Tests;
using KillSwitch.Workflows.Incidents.Recovery;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Recovery;

public sealed class RecoveryLoopTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly RecoveryReport Repaired = new() { OpenIncidents = 1, Repaired = [Scope.Account("5")] };

    private readonly FakeTimeProvider _time = new(TradingDay.Opens);
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();

    [Fact]
    public async Task RunAsync_PassFails_SaysSoAndTriesAgainAMinuteLater()
    {
        var passes = 0;
        var loop = Loop(_ => ++passes == 1
            ? throw new StoreUnavailableException("the store does not answer")
            : Task.FromResult(Repaired));
        using var stop = new CancellationTokenSource();
        var running = loop.RunAsync(stop.Token);

        _time.Advance(RecoveryLoop.Every);
        Assert.Contains("the store does not answer", await SaidAsync());
        _time.Advance(RecoveryLoop.Every);
        Assert.StartsWith("REPAIRED: ", await SaidAsync());

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Deadline));
    }

    [Fact]
    public async Task RunOnceAsync_PassFails_FailsTheStart() =>
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            Loop(_ => throw new StoreUnavailableException("no")).RunOnceAsync(default)
        );

    [Fact]
    public async Task RunOnceAsync_StateRepublished_SaysThatNoRouterAnswersBefore()
    {
        await Loop(_ => Task.FromResult(new RecoveryReport { OpenIncidents = 1, Republished = [Scope.Account("5")] }))
            .RunOnceAsync(default);

        Assert.Equal("the state topic had no record of ACCOUNT:5: KILLED published again, before any router may answer", await SaidAsync());
    }

    private RecoveryLoop Loop(Func<bool, Task<RecoveryReport>> recover) =>
        new((isStart, _) => recover(isStart), text => _said.Writer.TryWrite(text), _time);

    private async Task<string> SaidAsync() => await _said.Reader.ReadAsync().AsTask().WaitAsync(Deadline);
}
