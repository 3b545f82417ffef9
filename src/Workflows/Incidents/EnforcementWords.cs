using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Incidents;

/// <summary>What people are told of a scope's enforcement, wherever they ask.</summary>
internal static class EnforcementWords
{
    /// <summary>One sentence, with since when.</summary>
    public static string Sentence(Incident incident) => incident.Enforcement switch
    {
        Enforcement.Commanded => $"The kill of {incident.Scope} is commanded and not known to be in force yet.",
        Enforcement.InForce => $"The kill of {incident.Scope} is in force since {UtcTime.Of(incident.InForce!.SinceTs)}.",
        Enforcement.Restoring => $"{incident.Scope} is being restored: its orders may flow already.",
        _ => $"{incident.Scope} was restored at {UtcTime.Of(RestoredTs(incident))}.",
    };

    private static long RestoredTs(Incident incident) => incident.Restored?.ConfirmedTs ?? incident.ClosedTs ?? incident.OpenedTs;
}
