using KillSwitch.Surveillance.Calendars;

namespace KillSwitch.Surveillance.Enriching;

/// <summary>What is known of a venue.</summary>
public static class VenueCategory
{
    /// <summary>Its sessions are in the calendar.</summary>
    public const string Scheduled = "SCHEDULED";

    /// <summary>Nobody knows when it closes: it is not watched for what happens at the close.</summary>
    public const string Unscheduled = "UNSCHEDULED";

    public static string Of(string venue) => SessionCalendar.Knows(venue) ? Scheduled : Unscheduled;
}
