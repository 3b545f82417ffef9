namespace KillSwitch.Local.Api.Audit;

/// <summary>What to look for; all that is given must match.</summary>
public sealed record AuditQuery(
    string? OrderId = null,
    string? AccountId = null,
    string? IncidentId = null,
    int Limit = AuditQuery.DefaultLimit
)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;

    internal bool Matches(AuditEntry entry) =>
        (OrderId is null || OrderId == entry.OrderId)
        && (AccountId is null || AccountId == entry.AccountId)
        && (IncidentId is null || IncidentId == entry.IncidentId);

    internal IEnumerable<(char Kind, string Value)> Keys()
    {
        if (OrderId is not null)
            yield return ('o', OrderId);
        if (AccountId is not null)
            yield return ('a', AccountId);
        if (IncidentId is not null)
            yield return ('i', IncidentId);
    }
}
