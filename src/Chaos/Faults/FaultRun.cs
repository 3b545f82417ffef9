using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Plan;
using KillSwitch.Chaos.Probes;

namespace KillSwitch.Chaos.Faults;

/// <summary>Does a plan's faults at their times, and notes when the system had recovered from each.</summary>
internal sealed class FaultRun(FaultFactory factory, RecoveryProbes probes, RunClock clock, Action<string> say)
{
    /// <summary>After so long a fault counts as not recovered from.</summary>
    private static readonly TimeSpan RecoversWithin = TimeSpan.FromMinutes(3);

    /// <summary>How long the next fault waits for those before it.</summary>
    private static readonly TimeSpan WaitsFor = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Returns when the last fault has been recovered from, or given up. Cancelled, it lifts what is at work and returns what there
    /// was.
    /// </summary>
    public async Task<IReadOnlyList<InjectedFault>> RunAsync(IReadOnlyList<PlannedFault> plan, CancellationToken cancellationToken)
    {
        var began = clock.Now;
        var behind = TimeSpan.Zero;
        var running = new List<(PlannedFault Fault, Task<InjectedFault?> Done)>();
        foreach (var fault in plan)
        {
            await DelayAsync(began + behind + fault.At - clock.Now, cancellationToken);
            var before = running.Where(r => r.Fault.Ends <= fault.At).Select(r => r.Done).Where(d => !d.IsCompleted).ToList();
            if (before.Count > 0)
            {
                // What is not over yet moves all that follows: a fault would hide how long the system takes to recover from another.
                var waited = clock.Now;
                await Task.WhenAny(Task.WhenAll(before), DelayAsync(WaitsFor, cancellationToken));
                behind += clock.Now - waited;
            }
            if (cancellationToken.IsCancellationRequested)
                break;
            running.Add((fault, OneAsync(fault, cancellationToken)));
        }
        return [.. (await Task.WhenAll(running.Select(r => r.Done))).OfType<InjectedFault>()];
    }

    private async Task<InjectedFault?> OneAsync(PlannedFault planned, CancellationToken cancellationToken)
    {
        var fault = factory.Make(planned);
        say($"{planned.Kind.Says}: {planned.Target}{(planned.Lasts > TimeSpan.Zero ? $", for {planned.Lasts.TotalSeconds:0.0} s" : "")}");
        var injected = clock.Now;
        TimeSpan lifted;
        Task<TimeSpan?> probe;
        try
        {
            await fault.InjectAsync(cancellationToken);
            probe = ProbeAsync(planned);
            await DelayAsync(planned.Lasts, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            // What the other faults have shown is not lost for one that could not be done: it counts as one that was not overcome.
            say($"  NOT done: {planned.Kind.Says} ({planned.Target}): {e.Message}");
            return new InjectedFault(planned.Kind.Says, planned.Target, injected, clock.Now, null);
        }
        finally
        {
            await fault.LiftAsync();
            lifted = clock.Now;
        }
        var recovered = await probe;
        say(
            recovered is { } at
                ? $"  recovered from {planned.Kind.Says} ({planned.Target}) {Math.Max(0, (at - lifted).TotalSeconds):0.0} s after its end, {(at - injected).TotalSeconds:0.0} s after its beginning"
                : $"  NOT recovered from {planned.Kind.Says} ({planned.Target})"
        );
        return new InjectedFault(planned.Kind.Says, planned.Target, injected, lifted, recovered);
    }

    /// <summary>Not given up where the run is: what was done is seen to its end.</summary>
    private async Task<TimeSpan?> ProbeAsync(PlannedFault planned)
    {
        using var patience = new CancellationTokenSource(planned.Lasts + RecoversWithin, clock.Time);
        try
        {
            await probes.UntilRecoveredAsync(planned, patience.Token);
            return clock.Now;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task DelayAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (time > TimeSpan.Zero)
            await Task.Delay(time, clock.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
