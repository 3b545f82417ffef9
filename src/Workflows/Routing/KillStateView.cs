using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// What is killed, as of stated offsets of the state topic. Immutable, so any number of batches may be decided on it
/// at once. Four look-ups an order, however many scopes are killed.
/// </summary>
public sealed class KillStateView
{
    private readonly KillMatch? _global;
    private readonly IReadOnlyDictionary<string, KillMatch> _accounts;
    private readonly IReadOnlyDictionary<string, KillMatch> _symbols;
    private readonly IReadOnlyDictionary<string, KillMatch> _strategies;

    private KillStateView(
        KillMatch? global,
        IReadOnlyDictionary<string, KillMatch> accounts,
        IReadOnlyDictionary<string, KillMatch> symbols,
        IReadOnlyDictionary<string, KillMatch> strategies,
        IReadOnlyList<long> offsets)
    {
        _global = global;
        _accounts = accounts;
        _symbols = symbols;
        _strategies = strategies;
        Offsets = offsets;
    }

    /// <summary>End offsets of the state topic that this view has taken in, by partition: every record below them.</summary>
    public IReadOnlyList<long> Offsets { get; }

    /// <summary>How many scopes are held back.</summary>
    public int KilledScopes => (_global is null ? 0 : 1) + _accounts.Count + _symbols.Count + _strategies.Count;

    internal static KillStateView Of(IEnumerable<KillMatch> killed, IReadOnlyList<long> offsets)
    {
        KillMatch? global = null;
        var accounts = new Dictionary<string, KillMatch>(StringComparer.Ordinal);
        var symbols = new Dictionary<string, KillMatch>(StringComparer.Ordinal);
        var strategies = new Dictionary<string, KillMatch>(StringComparer.Ordinal);
        foreach (var match in killed)
        {
            switch (match.Scope.Kind)
            {
                case ScopeKind.Global: global = match; break;
                case ScopeKind.Account: accounts[match.Scope.Value] = match; break;
                case ScopeKind.Symbol: symbols[match.Scope.Value] = match; break;
                case ScopeKind.Strategy: strategies[match.Scope.Value] = match; break;
                default: throw new InvalidOperationException($"Unknown scope kind {match.Scope.Kind}.");
            }
        }
        return new KillStateView(global, accounts, symbols, strategies, offsets);
    }

    /// <summary>The same kills, known to hold at later offsets too.</summary>
    internal KillStateView At(IReadOnlyList<long> offsets) => new(_global, _accounts, _symbols, _strategies, offsets);

    /// <summary>Every killed scope the order belongs to, widest first; empty if it may pass.</summary>
    public IReadOnlyList<KillMatch> Match(Order order)
    {
        var account = _accounts.GetValueOrDefault(order.AccountId);
        var symbol = _symbols.GetValueOrDefault(order.Symbol);
        var strategy = _strategies.GetValueOrDefault(order.Strategy);
        if (_global is null && account is null && symbol is null && strategy is null)
            return [];
        var matches = new List<KillMatch>(4);
        foreach (var match in (ReadOnlySpan<KillMatch?>)[_global, account, symbol, strategy])
        {
            if (match is not null)
                matches.Add(match);
        }
        return matches;
    }
}
