using System.Globalization;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// Makes one KILL of one breach. A burst crosses several rules, each in several overlapping windows: all that is one
/// breach. After a command for a window, the scope gets the next one only from a window that begins when the commanded
/// one has ended, or when the scope was restored, whichever is earlier: a breach that goes on, or comes again after
/// people restored the scope, is a further cause.
/// </summary>
/// <remarks>
/// What it remembers can be read back from the topics: <see cref="Remember"/> every KILL of the commands topic and
/// <see cref="Restored"/> every ACTIVE of the state topic. A detector that starts again with both commands nothing
/// twice, whichever order its partitions come in. Not thread-safe.
/// </remarks>
public sealed class KillPolicy(TimeSpan window)
{
    private readonly long _windowMs = (long)window.TotalMilliseconds;

    private readonly Dictionary<Scope, long> _quietUntil = [];

    /// <summary>The command for a signal, or null where it belongs to a breach that has its command.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="said">What was measured and what is allowed, in words for the operator.</param>
    public Command? Decide(RiskSignal signal, string said)
    {
        if (_quietUntil.TryGetValue(signal.Scope, out var until) && signal.WindowStart < until)
            return null;
        _quietUntil[signal.Scope] = signal.WindowEnd;
        var from = DateTimeOffset.FromUnixTimeMilliseconds(signal.WindowStart);
        return new Command(
            CmdId: DetectionIds.Command(signal.Scope, signal.Metric, signal.WindowStart),
            Ts: signal.Ts,
            Scope: signal.Scope,
            Action: CommandAction.Kill,
            Reason: string.Create(CultureInfo.InvariantCulture,
                $"{signal.Scope} crossed {signal.Metric}: {said}, in the {_windowMs / 1000} s from {from:yyyy-MM-dd HH:mm:ss}Z."),
            TriggeredBy: Command.DetectorActor,
            Metric: signal.Metric,
            Value: signal.Value.ToString(CultureInfo.InvariantCulture),
            CorrId: signal.CorrId);
    }

    /// <summary>Takes note of a command that is in the topic already. Others than a detector's are none of its business.</summary>
    public void Remember(Command command)
    {
        if (command.Action != CommandAction.Kill || DetectionIds.WindowStartOf(command.CmdId, command.Scope) is not { } start)
            return;
        // A window that begins after its own command was given is forged; believing it would blind us to the scope.
        if (start > command.Ts)
            return;
        _quietUntil[command.Scope] = Math.Max(_quietUntil.GetValueOrDefault(command.Scope, long.MinValue), start + _windowMs);
    }

    /// <summary>
    /// Forgets what cannot matter any more, as every window that begins before <paramref name="opens"/> (Unix ms) is closed.
    /// </summary>
    public void Forget(long opens)
    {
        foreach (var (scope, until) in _quietUntil)
        {
            if (until <= opens)
                _quietUntil.Remove(scope);
        }
    }

    /// <summary>The scope's orders flow again since <paramref name="at"/> (Unix ms): what it does from then on is judged afresh.</summary>
    public void Restored(Scope scope, long at)
    {
        if (_quietUntil.TryGetValue(scope, out var until) && at < until)
            _quietUntil[scope] = at;
    }
}
