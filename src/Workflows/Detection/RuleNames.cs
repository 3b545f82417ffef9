namespace KillSwitch.Workflows.Detection;

/// <summary>The rules, as signals and commands name them in <c>metric</c>.</summary>
public static class RuleNames
{
    public const string OrderRate = "order_rate";
    public const string Notional = "notional";
    public const string SymbolConcentration = "symbol_concentration";
    public const string ChildOverParent = "child_over_parent";
}
