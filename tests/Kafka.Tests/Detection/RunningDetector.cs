using KillSwitch.Kafka.Detection;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Kafka.Tests.Detection;

/// <summary>A detector that runs until it is disposed of.</summary>
internal sealed class RunningDetector : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly DetectorLoop _loop;
    private readonly Task _run;

    private RunningDetector(DetectorLoop loop)
    {
        _loop = loop;
        _run = loop.RunAsync(_stop.Token);
    }

    public DetectorLoopStatus Status => _loop.Status;

    public static RunningDetector Start(KafkaSettings settings, bool replays = false) =>
        new(new DetectorLoop(settings, DetectionSettings.Default, new DetectorOptions { Replays = replays }, TimeProvider.System));

    public async Task UntilAsync(Func<DetectorLoopStatus, bool> condition)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!condition(_loop.Status))
        {
            if (_run.IsCompleted)
                await _run;
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Flow.Deadline, $"Still waiting: {_loop.Status}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
