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
/// <param name="replays">Whether orders may say that they are played again.</param>
public sealed class PartitionChecks(LimitTable limits, bool replays)
{
    /// <summary>Who plays more at once begins anew with the one that was played longest ago.</summary>
    private const int KeptReplays = 16;

    private readonly OrderChecks _live = new(limits);
    private readonly List<(string Run, OrderChecks Checks)> _replayed = [];

    /// <summary>How far back, by the records' times, lies what can change an answer.</summary>
    internal TimeSpan LookBack => _live.LookBack;

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
        _replayed.Add((run, new OrderChecks(limits, byOwnTimes: true)));
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
