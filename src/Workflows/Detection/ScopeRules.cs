namespace KillSwitch.Workflows.Detection;

/// <summary>The rules of one kind of scope; null is turned off, or not a rule of this kind.</summary>
public sealed record ScopeRules(
    OrderRateRule? OrderRate,
    NotionalRule? Notional,
    SymbolConcentrationRule? SymbolConcentration = null,
    ChildOverParentRule? ChildOverParent = null)
{
    /// <summary>In the order in which signals of one window are emitted.</summary>
    internal IRule[] Enabled() => [.. new IRule?[] { OrderRate, Notional, SymbolConcentration, ChildOverParent }.OfType<IRule>()];
}
