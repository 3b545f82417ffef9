using System.Text;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Orders;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// What is killed, and what was sent before a restore, as of stated offsets of the state topic. Immutable, so any number of batches may be
/// decided on it at once. A look-up an order for each kind of scope of which any is killed, however many are, and two more for symbols; as
/// many again for one that is older than the latest restore.
/// </summary>
public sealed class KillStateView
{
    private readonly FrozenScopes _killed, _restored;

    /// <summary>An order sent later was sent after every restore there is, and needs no look-up.</summary>
    private readonly long _latestRestoreInMs;

    internal KillStateView(in FrozenScopes killed, in FrozenScopes restored, long latestRestoreInMs, IReadOnlyList<long> offsets)
    {
        (_killed, _restored) = (killed, restored);
        _latestRestoreInMs = latestRestoreInMs;
        Offsets = offsets;
    }

    /// <summary>End offsets of the state topic that this view has taken in, by partition: every record below them.</summary>
    public IReadOnlyList<long> Offsets { get; }

    /// <summary>How many scopes are held back.</summary>
    public int KilledScopes => _killed.Count;

    /// <summary>The same kills and restores, known to hold at later offsets too.</summary>
    internal KillStateView At(IReadOnlyList<long> offsets) => new(_killed, _restored, _latestRestoreInMs, offsets);

    /// <summary>
    /// Every killed scope the order belongs to; if there is none, every restored one whose restore it was not sent after.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="sentInMs">The time of its record, Unix ms.</param>
    public KillMatches Match(in OrderInPlace order, long sentInMs)
    {
        var kills = _killed.Of(order);
        return sentInMs > _latestRestoreInMs || kills.First is not null
            ? kills
            : _restored.Of(order).ThatHold(sentInMs);
    }

    /// <summary>The same for an order that was read before.</summary>
    public KillMatches Match(Order order, long sentInMs) =>
        Match(
            new OrderInPlace
            {
                AccountId = Utf8(order.AccountId),
                Symbol = Utf8(order.Symbol),
                Strategy = Utf8(order.Strategy),
                Underlying = Utf8(order.Underlying),
                Firm = Utf8(order.Firm),
                Venue = Utf8(order.Venue),
                Desk = Utf8(order.Desk),
                Trader = Utf8(order.Trader),
            },
            sentInMs
        );

    private static byte[] Utf8(string? text) => text is null ? [] : Encoding.UTF8.GetBytes(text);
}
