using KillSwitch.Workflows.LimitChanges.Recovery;

namespace KillSwitch.Local.Recovery;

/// <summary>
/// Brings executions back in line with the changes of limits, once at start and then every minute, and tells what it mended.
/// </summary>
/// <param name="recover">One pass; see <see cref="LimitRecovery"/>.</param>
/// <param name="say">Tells the person at the terminal.</param>
/// <param name="time">For the minute.</param>
internal sealed class LimitRecoveryLoop(
    Func<CancellationToken, Task<LimitRecoveryReport>> recover, Action<string> say, TimeProvider time)
{
    /// <summary>Runs until it is cancelled. No start waits for it: meanwhile every limit stays as it is.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(RecoveryLoop.Every, time);
        do
        {
            try
            {
                var report = await recover(cancellationToken);
                if (report.ExecutionsStarted.Count > 0)
                    say($"executions started again for the changes of limits {string.Join(", ", report.ExecutionsStarted)}");
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                say(
                    $"changes of limits could not be looked through; that is tried again in {RecoveryLoop.Every.TotalSeconds:0} s: {e.Message}"
                );
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
