using System.CommandLine;
using KillSwitch.Local.Cli;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Cli;

/// <summary>Ctrl-C stops a command wherever it is, and gives it its time.</summary>
public sealed class ProgramRunTests : IDisposable
{
    private const int Interrupt = 2;
    private readonly StopSignals _signals = StopSignals.Listen();

    public void Dispose() => _signals.Dispose();

    [Fact]
    public async Task RunAsync_InterruptedBeforeTheCommandFirstWaits_TheCommandEndsAsItSays()
    {
        var code = await RunAsync(
            async stopping =>
            {
                _signals.Stop(Interrupt);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return 7;
            },
            stopWithin: Until.Deadline
        );

        Assert.Equal(7, code);
    }

    [Fact]
    public async Task RunAsync_InterruptedCommandThatDoesNotEnd_EndsWithTheSignalsCode()
    {
        var never = new TaskCompletionSource<int>();

        var code = await RunAsync(
            _ =>
            {
                _signals.Stop(Interrupt);
                return never.Task;
            },
            stopWithin: TimeSpan.FromMilliseconds(1)
        );

        Assert.Equal(130, code);
    }

    [Fact]
    public async Task RunAsync_InterruptedCommandThatGivesUp_EndsWithTheSignalsCode() =>
        Assert.Equal(
            130,
            await RunAsync(
                async stopping =>
                {
                    _signals.Stop(Interrupt);
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
                    return 7;
                },
                stopWithin: Until.Deadline
            )
        );

    [Fact]
    public void Stop_AfterTheProgramHasEnded_IsNoFault()
    {
        _signals.Dispose();

        Assert.Null(Record.Exception(() => _signals.Stop(Interrupt)));
    }

    private Task<int> RunAsync(Func<CancellationToken, Task<int>> action, TimeSpan stopWithin)
    {
        var command = new Command("act");
        command.SetAction((_, stopping) => action(stopping));
        return ProgramRun.RunAsync([command], ["act"], stopWithin, _signals);
    }
}
