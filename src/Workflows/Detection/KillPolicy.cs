using System.Globalization;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// Makes one KILL of one breach. A burst crosses several rules, each in several overlapping windows: all that is one
/// breach. After a command for a window, the scope gets the next one only from a window that begins when the commanded
/// one has ended: a breach that goes on is a further cause. What comes after people restored the scope is of another
/// <see cref="CountingEpoch"/>, and judged as if nothing had been.
/// </summary>
/// <remarks>
/// What it remembers can be read back from the commands topic: <see cref="Remember"/> every KILL there. A detector that
/// starts again commands nothing twice, whichever order its partitions come in. Not thread-safe.
/// </remarks>
public sealed class KillPolicy(DetectionSettings settings)
{
    private readonly long _windowMs = (long)settings.Window.TotalMilliseconds;
    private readonly long _namedMs = Restore.NamedMs(settings);

    /// <summary>The start of the latest window commanded, Unix ms.</summary>
    private readonly Dictionary<(Scope Scope, CountingEpoch Epoch), long> _commanded = [];

    /// <summary>The command for a signal, or null where it belongs to a breach that has its command.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="from">What its orders were counted from.</param>
    /// <param name="replay">The replay they belong to; null for orders as they come.</param>
    /// <param name="said">What was measured and what is allowed, in words for the operator.</param>
    public Command? Decide(RiskSignal signal, Restore from, string? replay, string said)
    {
        if (IsQuiet(signal, from, replay))
            return null;
        var epoch = new CountingEpoch(from.IsNamedIn(signal.WindowStart, _namedMs) ? from.Version : 0, replay);
        _commanded[(signal.Scope, epoch)] = signal.WindowStart;
        var begins = DateTimeOffset.FromUnixTimeMilliseconds(signal.WindowStart);
        return new Command(
            CmdId: DetectionIds.Command(signal.Scope, signal.Metric, signal.WindowStart, epoch),
            Ts: signal.Ts,
            Scope: signal.Scope,
            Action: CommandAction.Kill,
            Reason: string.Create(CultureInfo.InvariantCulture,
                $"{signal.Scope} crossed {signal.Metric}: {said}, in the {_windowMs / 1000} s from {begins:yyyy-MM-dd HH:mm:ss}Z."),
            TriggeredBy: Command.DetectorActor,
            Metric: signal.Metric,
            Value: signal.Value.ToString(CultureInfo.InvariantCulture),
            CorrId: signal.CorrId);
    }

    /// <summary>Takes note of a command that is in the topic already. Others than a detector's are none of its business.</summary>
    public void Remember(Command command)
    {
        if (command.Action != CommandAction.Kill || DetectionIds.BreachOf(command.CmdId, command.Scope) is not var (start, epoch))
            return;
        // A window that begins after its own command was given is forged; believing it would blind us to the scope. An epoch that
        // has not begun blinds nobody: whoever would forge one must know the version of an ACTIVE that nobody has published yet.
        if (start > command.Ts)
            return;
        var known = _commanded.GetValueOrDefault((command.Scope, epoch), long.MinValue);
        _commanded[(command.Scope, epoch)] = Math.Max(known, start);
    }

    /// <summary>
    /// Forgets what cannot matter any more, as every window that begins before <paramref name="opens"/> (Unix ms) is closed.
    /// </summary>
    public void Forget(long opens)
    {
        foreach (var (counted, start) in _commanded)
        {
            if (start + _windowMs <= opens)
                _commanded.Remove(counted);
        }
    }

    /// <summary>
    /// A command carries the version only where it must; one without is of the same count where its window would not carry it either.
    /// </summary>
    private bool IsQuiet(RiskSignal signal, Restore from, string? replay) =>
        (_commanded.TryGetValue((signal.Scope, new CountingEpoch(0, replay)), out var unnamed)
            && !from.IsNamedIn(unnamed, _namedMs)
            && signal.WindowStart < unnamed + _windowMs)
        || (from != Restore.None
            && _commanded.TryGetValue((signal.Scope, new CountingEpoch(from.Version, replay)), out var named)
            && signal.WindowStart < named + _windowMs);
}
