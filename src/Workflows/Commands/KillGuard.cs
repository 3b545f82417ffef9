using System.Collections.Concurrent;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Signing;
using KillSwitch.Workflows.Tracing;
using KillSwitch.Workflows.Waiting;

namespace KillSwitch.Workflows.Commands;

/// <summary>
/// Sees to it that every kill which was received comes into force, whatever fails meanwhile: its execution, Step Functions, the handler
/// that is busy, the store. Safe for concurrent use.
/// </summary>
/// <remarks>
/// A kill whose execution has published needs nothing. One whose incident is open and not in force after
/// <see cref="IncidentSettings.PublishWithin"/> is published from here, by the same record and versions, and its execution adopts it.
/// One that cannot be recorded, as the store does not answer or no handler came to it in twice that time, is published without a record,
/// under a version above what the state topic has; its record follows when the store is back.
/// </remarks>
/// <param name="services">What it works with.</param>
/// <param name="topic">What routers know, for kills without a record.</param>
/// <param name="attestation">Tells who gave a command.</param>
/// <param name="tell">Told in plain words of everything that had to be done here, and of what keeps it from being done.</param>
public sealed class KillGuard(IncidentServices services, IStateReader topic, CommandAttestation attestation, Action<string> tell)
    : IAsyncDisposable
{
    /// <summary>Looks at the same time: ten thousand kills of a bad minute must not all ask the store at once.</summary>
    private const int SideBySide = 8;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    /// <summary>A store that takes longer for one record counts as one that does not answer.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    /// <summary>The same for the two writes and the publishing.</summary>
    private static readonly TimeSpan s_act = TimeSpan.FromSeconds(2);

    /// <summary>Reading all of the state topic takes seconds where it is large: one reading for all, and no longer than that.</summary>
    private static readonly TimeSpan s_glance = TimeSpan.FromSeconds(1);

    private readonly ImpatientStore _store = new(services.Time);
    private readonly SharedAnswer<IReadOnlyDictionary<Scope, KillState>> _topic = new(
        () => services.Time.WithinAsync(s_glance, topic.ReadAsync, CancellationToken.None),
        s_glance,
        services.Time
    );
    private readonly SemaphoreSlim _turn = new(SideBySide);
    private readonly ConcurrentDictionary<string, (WatchedKill Kill, Task Watching)> _watched = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>
    /// When the first look is taken. Default: when the execution should have published; sooner for a caller that waits in
    /// <see cref="SettledAsync"/>, so that it does not wait that long for what is in force at once.
    /// </summary>
    public TimeSpan FirstLook { get; init; } = services.Settings.PublishWithin;

    /// <summary>The kills that were received and are not known to be in force, the oldest first.</summary>
    public IReadOnlyList<ExpectedKill> Expected =>
        [.. _watched.Values.Where(w => !w.Kill.IsCovered).Select(w => w.Kill.Shown).OrderBy(k => k.ReceivedTs)];

    /// <summary>Watches over the record, if it is a KILL, from now on. To be called before it waits for anything.</summary>
    public void Expect(ReceivedCommand received)
    {
        if (CommandParser.Parse(received.Value).Command is not { Action: CommandAction.Kill } command)
            return;
        var kill = new WatchedKill(command, received, services.NowMs());
        // Watching starts only once it can be found here, by whoever ends it.
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_watched.TryAdd(received.Where, (kill, WatchAsync(kill, start.Task))))
            start.SetResult();
    }

    /// <summary>The intake has done all that follows from the record.</summary>
    public void Handled(ReceivedCommand received)
    {
        if (_watched.TryGetValue(received.Where, out var watched))
            watched.Kill.IsHandled = true;
    }

    /// <summary>Returns when every kill that was expected is in force, or is known to need nothing.</summary>
    public Task SettledAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_watched.Values.Select(w => w.Watching)).WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_watched.Values.Select(w => w.Watching));
        _stop.Dispose();
        _turn.Dispose();
    }

    private async Task WatchAsync(WatchedKill kill, Task start)
    {
        await start;
        try
        {
            await Task.Delay(FirstLook, services.Time, _stop.Token);
            while (!await IsSettledAsync(kill, _stop.Token))
                await Task.Delay(s_pause, services.Time, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Whoever takes the topic over receives it again: its offset is not committed before it is handled.
        }
        finally
        {
            _watched.TryRemove(kill.Received.Where, out _);
        }
    }

    private async Task<bool> IsSettledAsync(WatchedKill kill, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await LookAsync(kill, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Tell(kill, $"the kill of {kill.Command.Scope} is not known to be in force yet, and is tried on: {e.Message}");
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<bool> LookAsync(WatchedKill kill, CancellationToken cancellationToken)
    {
        try
        {
            var record = await _store.AskAsync(s_look, token => services.Scopes.LoadAsync(kill.Command.Scope, token), cancellationToken);
            kill.IsCovered =
                record.OpenIncident is { Enforcement: Enforcement.InForce } || (kill.IsUnrecorded && record.OpenIncident is null);
            if (IncidentOf(record, kill.Command) is { } incidentId)
                return await SettleAsync(kill, record, incidentId, cancellationToken);
            if (kill.IsHandled)
                return true;
        }
        catch (StoreUnavailableException e)
        {
            await EnforceUnrecordedAsync(
                kill,
                $"the store does not answer ({e.Message})",
                services.Settings.PublishWithin,
                cancellationToken
            );
            return false;
        }
        await EnforceUnrecordedAsync(kill, "no handler has come to it", services.Settings.PublishWithin * 2, cancellationToken);
        return false;
    }

    /// <summary>A record is there: what it tells is so.</summary>
    private async Task<bool> SettleAsync(WatchedKill kill, ScopeRecord record, string incidentId, CancellationToken cancellationToken)
    {
        if (record.OpenIncident is not { Enforcement: Enforcement.Commanded } incident || incident.IncidentId != incidentId)
            return true;
        if (!IsOver(kill, services.Settings.PublishWithin))
            return false;
        if (await _store.AskAsync(s_act, token => services.EnforceAsync(incident, Audits.Intake, token), cancellationToken) is not null)
            Tell(kill, $"{incident.Scope} KILLED without its execution, {incident.ExecutionName}, which has not published in time");
        return true;
    }

    private async Task EnforceUnrecordedAsync(WatchedKill kill, string why, TimeSpan after, CancellationToken cancellationToken)
    {
        if (kill.IsUnrecorded || !IsOver(kill, after))
            return;
        var sender = Sender.Of(kill.Command, kill.Received, attestation);
        var found = await FindAsync(kill, cancellationToken);
        if (UnrecordedKill.State(kill.Command, sender.Actor, kill.Received.AppendedTs, found, services.NowMs()) is { } state)
        {
            await services.States.PublishAsync(state, TraceContext.Checked(kill.Received.TraceParent), cancellationToken);
            kill.IsCovered = true;
            Tell(kill, $"{state.Scope} KILLED without a record, as {why}; the record follows");
            await services.AuditEnforcedAsync(
                state,
                Audits.Intake,
                sender.Actor,
                $"without a record, as {why}: {state.Reason}",
                cancellationToken
            );
        }
        kill.IsUnrecorded = true;
    }

    private async Task<KillState?> FindAsync(WatchedKill kill, CancellationToken cancellationToken)
    {
        try
        {
            return (await _topic.GetAsync(cancellationToken)).GetValueOrDefault(kill.Command.Scope);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A kill too many can be taken back by two people; one too few cannot.
            return null;
        }
    }

    private static string? IncidentOf(ScopeRecord record, Command command) =>
        (record.Recall(command.CmdId) ?? record.Recall(IncidentNames.OwnId(command)))?.IncidentId;

    private bool IsOver(WatchedKill kill, TimeSpan limit) => services.NowMs() - kill.ReceivedTs >= limit.TotalMilliseconds;

    /// <summary>The same is not said twice in a row: it is looked at four times a second.</summary>
    private void Tell(WatchedKill kill, string what)
    {
        if (kill.Trouble == what)
            return;
        kill.Trouble = what;
        tell(what);
    }
}
