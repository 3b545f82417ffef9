using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// Holds every order against the rules of its account, symbol and strategy, over windows of event time, and says so as
/// soon as a limit is crossed, not when the window closes.
/// </summary>
/// <remarks>
/// The same as, in Spark SQL, for each rule <c>… GROUP BY window(event_time, '60 seconds', '10 seconds'), scope, epoch
/// HAVING …</c> in update mode with a watermark, where the first row of each (scope, rule, window, epoch) is the signal.
/// No order is measured nowhere: one whose own time cannot be right is measured when it arrived, and one whose windows
/// are all closed at the latest time known. The sums do not depend on the order of arrival as long as no order is late.
/// No clock is read and nothing is random: the same orders give the same detections. Not thread-safe.
/// </remarks>
public sealed class Detector
{
    private readonly SlidingWindows _windows;
    private readonly Watermark _watermark;
    private readonly KillPolicy _policy;
    private readonly Restores _restores;
    private readonly string? _replay;
    private readonly PaneStore _store;
    private readonly ParentQuantities _parents;
    private readonly RecentOrders _recent = new();
    private readonly (ScopeRules Asked, IRule[] Enabled) _account, _symbol, _strategy;
    private readonly long _clockAheadMs, _latenessMs, _namedMs;
    private long _since;
    private long _orders, _cancels, _late, _tooLate, _clocksAhead, _clocksBehind, _unmeasured, _unjudged, _signals, _commands;

    /// <param name="settings">The limits.</param>
    /// <param name="policy">Which signals command; shared with whoever tells it of commands.</param>
    /// <param name="restores">Since when scopes are counted; shared with whoever tells it of states.</param>
    /// <param name="replay">Of which replay it measures the orders, see <see cref="ReplayMark"/>: at their own times, whatever these
    /// are. Null: as they come.</param>
    public Detector(DetectionSettings settings, KillPolicy policy, Restores restores, string? replay = null)
    {
        _account = (settings.Account, settings.Account.Enabled());
        _symbol = (settings.Symbol, settings.Symbol.Enabled());
        _strategy = (settings.Strategy, settings.Strategy.Enabled());
        _clockAheadMs = (long)settings.ClockAhead.TotalMilliseconds;
        _latenessMs = (long)settings.Lateness.TotalMilliseconds;
        _namedMs = Restore.NamedMs(settings);
        (_policy, _restores, _replay) = (policy, restores, replay);
        // What was restored before a replay began is as if it had never been killed: it finds the same on whatever it is played to.
        _since = replay is null ? long.MinValue : long.MaxValue;
        _windows = new SlidingWindows((long)settings.Window.TotalMilliseconds, (long)settings.Slide.TotalMilliseconds);
        _watermark = new Watermark(_latenessMs);
        _store = new PaneStore(settings.MaxGroups);
        _parents = new ParentQuantities((long)settings.Window.TotalMilliseconds, settings.MaxGroups);
    }

    public Detector(DetectionSettings settings, string? replay = null)
        : this(settings, new KillPolicy(settings), new Restores(), replay)
    {
    }

    public DetectorStatus Status => new(
        _orders, _late, _tooLate, _clocksAhead, _clocksBehind, _unmeasured, _unjudged, _signals, _commands,
        _watermark.Value == long.MinValue ? null : _watermark.Value, _store.Groups) { Cancels = _cancels };

    /// <param name="order">A valid order.</param>
    /// <param name="arrivedTs">
    /// When it arrived in the topic, Unix ms: what it is counted in, and how far its own clock is believed. It does not fall within
    /// a partition.
    /// </param>
    /// <param name="traceParent">Its trace.</param>
    /// <returns>Every limit that this order crossed, latest window first; almost always none, and none of a cancel, which is not
    /// measured.</returns>
    public IReadOnlyList<Detected> Observe(Order order, long arrivedTs, string? traceParent)
    {
        if (order.Action == OrderAction.Cancel)
        {
            _cancels++;
            return [];
        }
        _orders++;
        if (_since == long.MaxValue)
            _since = arrivedTs;
        var ts = InOpenWindows(EventTime(order, arrivedTs));
        var asked = _strategy.Asked.ChildOverParent is null ? null : _parents.Of(order, _windows.PaneOf(ts));
        if (_strategy.Asked.ChildOverParent is not null && order.ParentId is not null && asked is null)
            _unjudged++;
        var measured = new MeasuredOrder(order, arrivedTs, ts, asked, traceParent);
        List<Found>? found = null;
        var fits = Judge(Scope.Account(order.AccountId), _account, measured, ref found)
            & Judge(Scope.Symbol(order.Symbol), _symbol, measured, ref found)
            & Judge(Scope.Strategy(order.Strategy), _strategy, measured, ref found);
        if (!fits)
            _unmeasured++;
        if (_restores.AnyKilled && IsKilled(order))
            _recent.Add(measured);
        if (_watermark.Advance(ts) && _store.Close(_windows, _watermark.Value))
        {
            var opens = _windows.EarliestOpen(_watermark.Value);
            _policy.Forget(opens);
            _parents.Forget(opens);
        }
        return found is null ? [] : Commanded(found, measured);
    }

    /// <summary>Which scopes are nearest to their limits, over those already included; null before the first order.</summary>
    /// <param name="most">How many.</param>
    public NearLimits? Nearest(int most)
    {
        if (_watermark.Latest == long.MinValue)
            return null;
        var from = _windows.EarliestWindowOf(_windows.PaneOf(_watermark.Latest));
        var nearest = new PriorityQueue<NearLimit, decimal>();
        foreach (var panes in _store.Current)
        {
            var window = panes.Window(from, from + _windows.LengthMs);
            foreach (var rule in RulesOf(panes.Counted.Scope).Enabled)
            {
                if (rule.Stands(window) is not ( > 0, > 0) stands)
                    continue;
                var near = new NearLimit(panes.Counted.Scope, rule.Name, stands.Value, stands.Limit);
                nearest.Enqueue(near, near.Share);
                if (nearest.Count > most)
                    nearest.Dequeue();
            }
        }
        return new NearLimits(_watermark.Latest, [.. nearest.UnorderedItems.Select(i => i.Element).OrderByDescending(n => n.Share)]);
    }

    /// <summary>
    /// A scope's ACTIVE has been read, and <see cref="Restores"/> knows it: counts in its new epoch what came after it and was
    /// measured before it was known.
    /// </summary>
    /// <param name="scope">What was restored.</param>
    /// <param name="at">The time of the state's record, Unix ms.</param>
    /// <returns>Every limit that was crossed with that, in the order of the orders.</returns>
    public IReadOnlyList<Detected> Recount(Scope scope, long at)
    {
        List<Detected>? all = null;
        foreach (var measured in _recent.Since(scope, at))
        {
            List<Found>? found = null;
            if (!Judge(scope, RulesOf(scope), measured with { Ts = StillOpen(measured.Ts) }, ref found))
                _unmeasured++;
            if (found is not null)
                (all ??= []).AddRange(Commanded(found, measured));
        }
        return all ?? [];
    }

    /// <summary>When the order was sent, as far as that can be believed; otherwise when it arrived.</summary>
    private long EventTime(Order order, long arrivedTs)
    {
        if (_replay is not null)
            return order.Ts;
        if (order.Ts > arrivedTs + _clockAheadMs)
            _clocksAhead++;
        else if (order.Ts < arrivedTs - _latenessMs)
            _clocksBehind++;
        else
            return order.Ts;
        return arrivedTs;
    }

    /// <summary>The time, or the latest one known where all windows of the time are closed.</summary>
    private long InOpenWindows(long ts)
    {
        if (_windows.IsClosed(_windows.EarliestWindowOf(_windows.PaneOf(ts)), _watermark.Value))
            _late++;
        var open = StillOpen(ts);
        if (open != ts)
            _tooLate++;
        return open;
    }

    private long StillOpen(long ts) => _windows.IsClosed(_windows.PaneOf(ts), _watermark.Value) ? _watermark.Latest : ts;

    private bool IsKilled(Order order) =>
        _restores.IsKilled(Scope.Account(order.AccountId))
        || _restores.IsKilled(Scope.Symbol(order.Symbol))
        || _restores.IsKilled(Scope.Strategy(order.Strategy));

    private (ScopeRules Asked, IRule[] Enabled) RulesOf(Scope scope) => scope.Kind switch
    {
        ScopeKind.Account => _account,
        ScopeKind.Symbol => _symbol,
        ScopeKind.Strategy => _strategy,
        _ => (new ScopeRules(null, null), []),
    };

    /// <returns>False if there was no room to measure it.</returns>
    private bool Judge(Scope scope, (ScopeRules Asked, IRule[] Enabled) rules, in MeasuredOrder measured, ref List<Found>? found)
    {
        if (rules.Enabled.Length == 0)
            return true;
        var pane = _windows.PaneOf(measured.Ts);
        var from = _restores.Before(scope, measured.ArrivedTs, _since);
        var panes = _store.Add((scope, from.Version), pane, measured, rules.Asked);
        if (panes is null)
            return false;
        var earliest = _windows.EarliestWindowOf(pane);
        var all = panes.Window(earliest, pane + _windows.LengthMs);
        for (var i = 0; i < rules.Enabled.Length; i++)
        {
            var rule = rules.Enabled[i];
            if (!rule.CouldCross(all, measured.Order))
                continue;
            for (var start = pane; start >= earliest && !_windows.IsClosed(start, _watermark.Value); start -= _windows.SlideMs)
            {
                var end = start + _windows.LengthMs;
                if (panes.HasSignalled(i, start) || rule.Check(panes.Window(start, end), measured.Order) is not { } crossing)
                    continue;
                panes.Signalled(i, start);
                var epoch = new CountingEpoch(from.IsNamedIn(start, _namedMs) ? from.Version : 0, _replay);
                (found ??= []).Add(new Found(SignalOf(scope, rule, start, end, epoch, crossing, measured), from, crossing.Said));
            }
        }
        return true;
    }

    private static RiskSignal SignalOf(
        Scope scope, IRule rule, long start, long end, CountingEpoch epoch, Crossing crossing, in MeasuredOrder measured) => new(
        SignalId: DetectionIds.Signal(scope, rule.Name, start, epoch),
        Ts: measured.Ts,
        Scope: scope,
        Metric: rule.Name,
        Value: crossing.Value,
        Threshold: crossing.Threshold,
        WindowStart: start,
        WindowEnd: end,
        OrderId: measured.Order.OrderId,
        CorrId: DetectionIds.Correlation(scope, rule.Name, start, epoch));

    /// <summary>
    /// Of all windows that one order took over a limit, the latest commands: it stays open longest, so what is left of
    /// the same burst falls into it and is not taken for a second breach.
    /// </summary>
    private List<Detected> Commanded(List<Found> found, MeasuredOrder measured)
    {
        _signals += found.Count;
        var detections = new List<Detected>(found.Count);
        foreach (var (signal, from, said) in found.OrderByDescending(c => c.Signal.WindowStart))
        {
            var command = _policy.Decide(signal, from, _replay, said);
            if (command is not null)
                _commands++;
            detections.Add(new Detected(signal, command, measured.ArrivedTs, measured.TraceParent));
        }
        return detections;
    }
}
