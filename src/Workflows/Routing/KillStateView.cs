using System.Text;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// What is killed, as of stated offsets of the state topic. Immutable, so any number of batches may be decided on it
/// at once. Four look-ups an order, however many scopes are killed.
/// </summary>
public sealed class KillStateView
{
    private readonly KillMatch? _global;
    private readonly KillTable _accounts, _symbols, _strategies;

    internal KillStateView(KillMatch? global, KillTable accounts, KillTable symbols, KillTable strategies, IReadOnlyList<long> offsets)
    {
        (_global, _accounts, _symbols, _strategies) = (global, accounts, symbols, strategies);
        Offsets = offsets;
    }

    /// <summary>End offsets of the state topic that this view has taken in, by partition: every record below them.</summary>
    public IReadOnlyList<long> Offsets { get; }

    /// <summary>How many scopes are held back.</summary>
    public int KilledScopes => (_global is null ? 0 : 1) + _accounts.Count + _symbols.Count + _strategies.Count;

    /// <summary>The same kills, known to hold at later offsets too.</summary>
    internal KillStateView At(IReadOnlyList<long> offsets) => new(_global, _accounts, _symbols, _strategies, offsets);

    /// <summary>Every killed scope the order belongs to.</summary>
    public KillMatches Match(in OrderInPlace order) =>
        new(_global, _accounts.Find(order.AccountId), _symbols.Find(order.Symbol), _strategies.Find(order.Strategy));

    /// <summary>The same for an order that was read before.</summary>
    public KillMatches Match(Order order) =>
        new(
            _global,
            _accounts.Find(Encoding.UTF8.GetBytes(order.AccountId)),
            _symbols.Find(Encoding.UTF8.GetBytes(order.Symbol)),
            _strategies.Find(Encoding.UTF8.GetBytes(order.Strategy))
        );
}
