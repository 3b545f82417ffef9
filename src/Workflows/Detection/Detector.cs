using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// Holds every order against the rules of its account, symbol and strategy, over windows of event time, and says so as
/// soon as a limit is crossed, not when the window closes.
/// </summary>
/// <remarks>
/// The same as, in Spark SQL, for each rule <c>… GROUP BY window(least(ts, arrived), '60 seconds', '10 seconds'), scope
/// HAVING …</c> in update mode with a watermark, where the first row of each (scope, rule, window) is the signal.
/// The sums do not depend on the order of arrival as long as no order is late. No clock is read and nothing is random:
/// the same orders give the same detections. Not thread-safe.
/// </remarks>
public sealed class Detector
{
    private readonly SlidingWindows _windows;
    private readonly Watermark _watermark;
    private readonly KillPolicy _policy;
    private readonly PaneStore _store;
    private readonly (ScopeRules Asked, IRule[] Enabled) _account, _symbol, _strategy;
    private readonly long _clockAheadMs;
    private long _orders, _late, _tooLate, _clocksAhead, _unmeasured, _signals, _commands;

    /// <param name="settings">The limits.</param>
    /// <param name="policy">Which signals command; shared with whoever tells it of commands and restored scopes.</param>
    public Detector(DetectionSettings settings, KillPolicy policy)
    {
        _account = (settings.Account, settings.Account.Enabled());
        _symbol = (settings.Symbol, settings.Symbol.Enabled());
        _strategy = (settings.Strategy, settings.Strategy.Enabled());
        _clockAheadMs = (long)settings.ClockAhead.TotalMilliseconds;
        _policy = policy;
        _windows = new SlidingWindows((long)settings.Window.TotalMilliseconds, (long)settings.Slide.TotalMilliseconds);
        _watermark = new Watermark((long)settings.Lateness.TotalMilliseconds);
        _store = new PaneStore(settings.MaxGroups);
    }

    public Detector(DetectionSettings settings)
        : this(settings, new KillPolicy(settings.Window))
    {
    }

    public DetectorStatus Status => new(
        _orders, _late, _tooLate, _clocksAhead, _unmeasured, _signals, _commands,
        _watermark.Value == long.MinValue ? null : _watermark.Value, _store.Groups);

    /// <param name="order">A valid order.</param>
    /// <param name="arrivedTs">When it arrived in the topic, Unix ms. Bounds how far ahead the order's own clock is believed.</param>
    /// <param name="traceParent">Its trace.</param>
    /// <returns>Every limit that this order crossed, latest window first; almost always none.</returns>
    public IReadOnlyList<Detected> Observe(Order order, long arrivedTs, string? traceParent)
    {
        _orders++;
        var ts = EventTime(order, arrivedTs);
        var pane = _windows.PaneOf(ts);
        if (_windows.IsClosed(_windows.EarliestWindowOf(pane), _watermark.Value))
        {
            _late++;
            if (_windows.IsClosed(pane, _watermark.Value))
            {
                _tooLate++;
                return [];
            }
        }
        var crossed = Measure(order, ts, pane);
        if (_watermark.Advance(ts) && _store.Close(_windows, _watermark.Value))
            _policy.Forget(_windows.EarliestOpen(_watermark.Value));
        if (crossed is null)
            return [];
        _signals += crossed.Count;
        return Commanded(crossed, traceParent);
    }

    private long EventTime(Order order, long arrivedTs)
    {
        if (order.Ts <= arrivedTs + _clockAheadMs)
            return order.Ts;
        _clocksAhead++;
        return arrivedTs;
    }

    private List<(RiskSignal Signal, string Said)>? Measure(Order order, long ts, long pane)
    {
        List<(RiskSignal, string)>? crossed = null;
        var measured = Judge(Scope.Account(order.AccountId), _account, order, ts, pane, ref crossed)
            & Judge(Scope.Symbol(order.Symbol), _symbol, order, ts, pane, ref crossed)
            & Judge(Scope.Strategy(order.Strategy), _strategy, order, ts, pane, ref crossed);
        if (!measured)
            _unmeasured++;
        return crossed;
    }

    /// <returns>False if there was no room to measure it.</returns>
    private bool Judge(
        Scope scope,
        (ScopeRules Asked, IRule[] Enabled) rules,
        Order order,
        long ts,
        long pane,
        ref List<(RiskSignal, string)>? crossed
    )
    {
        if (rules.Enabled.Length == 0)
            return true;
        var panes = _store.Add(scope, pane, order, rules.Asked);
        if (panes is null)
            return false;
        var earliest = _windows.EarliestWindowOf(pane);
        var all = panes.Window(earliest, pane + _windows.LengthMs);
        for (var i = 0; i < rules.Enabled.Length; i++)
        {
            var rule = rules.Enabled[i];
            if (!rule.CouldCross(all, order))
                continue;
            for (var start = pane; start >= earliest && !_windows.IsClosed(start, _watermark.Value); start -= _windows.SlideMs)
            {
                var end = start + _windows.LengthMs;
                if (panes.HasSignalled(i, start) || rule.Check(panes.Window(start, end), order) is not { } crossing)
                    continue;
                panes.Signalled(i, start);
                (crossed ??= []).Add((SignalOf(scope, rule, start, end, crossing, order, ts), crossing.Said));
            }
        }
        return true;
    }

    private static RiskSignal SignalOf(Scope scope, IRule rule, long start, long end, Crossing crossing, Order order, long ts) => new(
        SignalId: DetectionIds.Signal(scope, rule.Name, start),
        Ts: ts,
        Scope: scope,
        Metric: rule.Name,
        Value: crossing.Value,
        Threshold: crossing.Threshold,
        WindowStart: start,
        WindowEnd: end,
        OrderId: order.OrderId,
        CorrId: DetectionIds.Correlation(scope, rule.Name, start));

    /// <summary>
    /// Of all windows that one order took over a limit, the latest commands: it stays open longest, so what is left of
    /// the same burst falls into it and is not taken for a second breach.
    /// </summary>
    private List<Detected> Commanded(List<(RiskSignal Signal, string Said)> crossed, string? traceParent)
    {
        var detections = new List<Detected>(crossed.Count);
        foreach (var (signal, said) in crossed.OrderByDescending(c => c.Signal.WindowStart))
        {
            var command = _policy.Decide(signal, said);
            if (command is not null)
                _commands++;
            detections.Add(new Detected(signal, command, traceParent));
        }
        return detections;
    }
}
