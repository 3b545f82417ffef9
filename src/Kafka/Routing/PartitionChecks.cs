using System.Text;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;

using Names = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Kafka.Routing;

/// <summary>
/// The checks of one partition's orders, and of each replay among them its own: what is played again is held against the limits by its own
/// times, and apart from all others.
/// </summary>
/// <param name="limits">What orders are held against.</param>
/// <param name="prices">What their symbols trade at.</param>
/// <param name="replays">Whether orders may say that they are played again.</param>
/// <param name="passUnpriced">Whether an order passes a limit for which a reference price is needed that nobody knows.</param>
/// <param name="alsoRemembering">Other limits that orders may be held against later, without having to begin anew.</param>
public sealed class PartitionChecks(
    LimitTable limits,
    ReferencePrices prices,
    bool replays,
    bool passUnpriced,
    IReadOnlyList<LimitTable>? alsoRemembering = null
)
{
    /// <summary>Who plays more at once begins anew with the one that was played longest ago.</summary>
    private const int KeptReplays = 16;

    private readonly OrderChecks _live = new(limits, prices, passUnpriced: passUnpriced, alsoRemembering: alsoRemembering);
    private readonly List<(string Run, OrderChecks Checks)> _replayed = [];
    private LimitTable _limits = limits;

    /// <summary>How far back, by the records' times, lies what can change an answer.</summary>
    internal TimeSpan LookBack => _live.LookBack;

    /// <summary>Holds orders against other limits, and prices, from now on.</summary>
    /// <returns>Whether it remembers all that these look back to; where not, begin anew and remember.</returns>
    public bool TryUse(LimitTable limits, ReferencePrices known)
    {
        if (ReferenceEquals(limits, _limits) && ReferenceEquals(known, prices))
            return true;
        // A reading that began anew has prices of its own; replays would go on with the old ones.
        if (!ReferenceEquals(known, prices) || !_live.TryUse(limits) || !_replayed.TrueForAll(r => r.Checks.TryUse(limits)))
            return false;
        _limits = limits;
        return true;
    }

    internal OrderChecks Of(in OrderRecord order)
    {
        if (!replays || order.Headers?.TryGetLastBytes(Names.Replay, out var mark) != true || mark.Length > ReplayMark.MaxLength)
            return _live;
        if (ReplayMark.Parse(Encoding.UTF8.GetString(mark)) is not { Run: var run })
            return _live;
        var at = _replayed.FindIndex(r => r.Run == run);
        if (at >= 0)
            return _replayed[at].Checks;
        if (_replayed.Count == KeptReplays)
            _replayed.RemoveAt(0);
        _replayed.Add((run, new OrderChecks(_limits, prices, byOwnTimes: true, passUnpriced, alsoRemembering)));
        return _replayed[^1].Checks;
    }

    /// <summary>Takes note of a record, and says what whoever decides it finds. Records come in their order, each once.</summary>
    /// <returns>The rule that it breaks; null where it breaks none, is a cancel, or no order.</returns>
    public LimitRule? Judge(in OrderRecord order) =>
        (order.Key?.Length ?? 0) <= DecisionCore.MaxKeyBytes ? Of(order).Judge(order.Value, order.SentInMs) : null;

    /// <summary>Takes note of a record that is decided already.</summary>
    internal void Remember(in OrderRecord order)
    {
        // What is refused for its key is no order to whoever decides it.
        if ((order.Key?.Length ?? 0) <= DecisionCore.MaxKeyBytes)
            Of(order).Remember(order.Value, order.SentInMs);
    }
}
