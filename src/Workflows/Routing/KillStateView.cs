using System.Text;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// What is killed, and what was sent before a restore, as of stated offsets of the state topic. Immutable, so any number of batches may be
/// decided on it at once. Four look-ups an order, however many scopes are killed; four more for one that is older than the latest restore.
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
        var kills = _killed.Of(order.AccountId, order.Symbol, order.Strategy);
        return sentInMs > _latestRestoreInMs || kills.First is not null
            ? kills
            : _restored.Of(order.AccountId, order.Symbol, order.Strategy).ThatHold(sentInMs);
    }

    /// <summary>The same for an order that was read before.</summary>
    public KillMatches Match(Order order, long sentInMs) =>
        Match(
            new OrderInPlace
            {
                AccountId = Encoding.UTF8.GetBytes(order.AccountId),
                Symbol = Encoding.UTF8.GetBytes(order.Symbol),
                Strategy = Encoding.UTF8.GetBytes(order.Strategy),
            },
            sentInMs
        );
}

/// <summary>What holds one order back: scopes that it belongs to, widest first; at most one of each kind.</summary>
public readonly struct KillMatches
{
    private readonly KillMatch? _global, _account, _symbol, _strategy;

    internal KillMatches(KillMatch? global, KillMatch? account, KillMatch? symbol, KillMatch? strategy) =>
        (_global, _account, _symbol, _strategy) = (global, account, symbol, strategy);

    /// <summary>The widest; null if the order may pass.</summary>
    public KillMatch? First => _global ?? _account ?? _symbol ?? _strategy;

    /// <summary>All of them, widest first.</summary>
    public IEnumerable<KillMatch> All =>
        new[] { Of(ScopeKind.Global), Of(ScopeKind.Account), Of(ScopeKind.Symbol), Of(ScopeKind.Strategy) }.OfType<KillMatch>();

    /// <summary>The one of a kind; null if none matched.</summary>
    public KillMatch? Of(ScopeKind kind) => kind switch
    {
        ScopeKind.Global => _global,
        ScopeKind.Account => _account,
        ScopeKind.Symbol => _symbol,
        ScopeKind.Strategy => _strategy,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of scope."),
    };

    /// <summary>Those that hold back what was sent then.</summary>
    internal KillMatches ThatHold(long sentInMs)
    {
        return new(Held(_global), Held(_account), Held(_symbol), Held(_strategy));

        KillMatch? Held(KillMatch? match) => match?.HeldUpToInMs >= sentInMs ? match : null;
    }
}
