using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.LimitChanges.Recovery;

namespace KillSwitch.Local.Recovery;

/// <summary>
/// Brings executions back in line with the changes of limits, once at start and then every minute, and tells what it mended.
/// </summary>
/// <param name="republish">See <see cref="LimitTopicRecovery"/>.</param>
/// <param name="recover">One pass; see <see cref="LimitRecovery"/>.</param>
/// <param name="say">Tells the person at the terminal.</param>
/// <param name="time">For the minute.</param>
internal sealed class LimitRecoveryLoop(
    Func<CancellationToken, Task<IReadOnlyList<LimitKey>>> republish,
    Func<CancellationToken, Task<LimitRecoveryReport>> recover,
    Action<string> say,
    TimeProvider time
)
{
    /// <summary>What routers must find is there when it returns: a start waits for it.</summary>
    public async Task RepublishAsync(CancellationToken cancellationToken) =>
        Tell(await republish(cancellationToken), ", before any router may answer");

    /// <summary>Runs until it is cancelled. No start waits for it: meanwhile every limit stays as it is.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(RecoveryLoop.Every, time);
        do
        {
            try
            {
                Tell(await republish(cancellationToken), "");
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

    private void Tell(IReadOnlyList<LimitKey> republished, string when)
    {
        if (republished.Count > 0)
            say($"{Topics.Limits} had no record of {string.Join(", ", republished.Select(key => key.Words))}: published again{when}");
    }
}
