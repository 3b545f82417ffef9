using KillSwitch.Workflows.Incidents.Recovery;

namespace KillSwitch.Local.Recovery;

/// <summary>
/// Brings topic and executions back in line with the open incidents, once at start and then every minute, and tells what it mended.
/// </summary>
/// <param name="recover">One pass; see <see cref="IncidentRecovery"/>.</param>
/// <param name="say">Tells the person at the terminal.</param>
/// <param name="time">For the minute.</param>
internal sealed class RecoveryLoop(Func<bool, CancellationToken, Task<RecoveryReport>> recover, Action<string> say, TimeProvider time)
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>The pass at start. No router may answer before it has succeeded, so whatever fails it fails the start.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken) => Tell(await recover(true, cancellationToken), atStart: true);

    /// <summary>
    /// Runs until it is cancelled. A pass that fails is made again a minute later: routers and intake wait an outage out, and must
    /// not end for it.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                Tell(await recover(false, cancellationToken), atStart: false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                say(
                    $"the state topic could not be compared with the open incidents; that is tried again in {Every.TotalSeconds:0} s: {e.Message}"
                );
            }
        }
    }

    private void Tell(RecoveryReport report, bool atStart)
    {
        if (report.Republished.Count > 0)
            say(
                $"the state topic had no record of {string.Join(", ", report.Republished)}: KILLED published again{(atStart ? ", before any router may answer" : "")}"
            );
        if (report.Repaired.Count > 0)
            say(
                $"REPAIRED: the state topic contradicted the open incidents of {string.Join(", ", report.Repaired)}; KILLED published above it. Find out who wrote to it: GET /audit"
            );
        if (report.Enforced.Count > 0)
            say(
                $"KILLED {string.Join(", ", report.Enforced)} without an execution, as none had published it{(atStart ? ", before any router may answer" : " in time")}"
            );
        if (report.Adopted.Count > 0)
            say(
                $"ADOPTED: {string.Join(", ", report.Adopted)} was KILLED in the state topic without an incident; one was opened, so that two people can restore it"
            );
        if (report.ExecutionsUnknown.Count > 0)
            say(
                $"Step Functions does not say whether the executions of {string.Join(", ", report.ExecutionsUnknown)} run; that is tried again in {Every.TotalSeconds:0} s. The kills are in force, but nobody can restore them meanwhile: {report.ExecutionsTrouble}"
            );
        if (report.ExecutionsStarted.Count > 0)
            say($"executions started again for {string.Join(", ", report.ExecutionsStarted)}");
    }
}
