using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Stack.Rehearsal;

/// <summary>
/// Plays kills that concern nobody before the first that does: code that never ran is compiled when it is first called, which on a
/// busy machine makes the first kill of a process seconds late. It goes on beside the start. The first real command ends it: no kill
/// waits for a rehearsal.
/// </summary>
internal sealed class KillRehearsal : IAsyncDisposable
{
    /// <summary>
    /// After some thirty calls the runtime compiles a method anew, counting what it does, and after thirty more by what it has counted;
    /// later than that, as it waits until nothing new is called.
    /// </summary>
    public const int Kills = 200;

    /// <summary>So that both JSONata processes have work.</summary>
    private const int SideBySide = 2;

    /// <summary>On a slow machine it ends before it has played them all.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop;
    private readonly Task _running;

    private KillRehearsal(StackContext context, Workflow workflow)
    {
        _stop = new CancellationTokenSource(Longest, context.Time);
        _running = Task.Run(() => RunAsync(context, workflow, context.Loggers.CreateLogger<KillRehearsal>()));
    }

    public static KillRehearsal Begin(StackContext context, Workflow workflow) => new(context, workflow);

    /// <summary>Ends it. Does not wait for that, nor does any of it on the caller's thread: a kill calls this.</summary>
    public void End() => _ = _stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(StackContext context, Workflow workflow, ILogger log)
    {
        var began = context.Time.GetTimestamp();
        var kills = 0;
        // Not recorded, and so nothing that follows from it: whoever looks at traces finds kills only.
        using var untraced = new Activity("rehearsal") { ActivityTraceFlags = ActivityTraceFlags.None }.Start();
        try
        {
            await using var stage = await RehearsalStage.SetAsync(context, workflow, _stop.Token);
            while (kills < context.Options.RehearsedKills)
            {
                await Task.WhenAll(Enumerable.Range(0, SideBySide).Select(_ => stage.KillAsync(context.Time, _stop.Token)));
                kills += SideBySide;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Enough, or a real command has come.
        }
        catch (Exception failure)
        {
            log.RehearsalFailed(failure);
        }
        log.Rehearsed(kills, (long)context.Time.GetElapsedTime(began).TotalMilliseconds);
    }
}
