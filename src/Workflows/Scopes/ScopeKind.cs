namespace KillSwitch.Workflows.Scopes;

/// <summary>What a kill stops. Declared widest first; audits list matches in this order.</summary>
public enum ScopeKind
{
    Global,
    Firm,
    Venue,
    Desk,
    Trader,
    Account,
    Symbol,
    Strategy,
}
