namespace KillSwitch.Chaos.Evidence;

/// <summary>All that a run left behind: topics in compact form, histories, the store, and what the driver wrote down.</summary>
internal sealed record ChaosEvidence
{
    public required DriverNotes Driver { get; init; }
}
