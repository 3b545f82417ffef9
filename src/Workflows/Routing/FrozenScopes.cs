namespace KillSwitch.Workflows.Routing;

/// <summary>Scopes of all kinds as they were at one moment. Immutable.</summary>
internal readonly struct FrozenScopes(KillMatch? global, KillTable accounts, KillTable symbols, KillTable strategies)
{
    public int Count => (global is null ? 0 : 1) + accounts.Count + symbols.Count + strategies.Count;

    /// <summary>Those that an order belongs to.</summary>
    public KillMatches Of(scoped ReadOnlySpan<byte> account, scoped ReadOnlySpan<byte> symbol, scoped ReadOnlySpan<byte> strategy) =>
        new(global, accounts.Find(account), symbols.Find(symbol), strategies.Find(strategy));
}
