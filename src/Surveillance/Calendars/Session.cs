namespace KillSwitch.Surveillance.Calendars;

/// <summary>A day's regular session on a venue.</summary>
/// <param name="Venue">Its MIC.</param>
/// <param name="Day">The day, where the venue is.</param>
/// <param name="OpenTs">Unix milliseconds.</param>
/// <param name="CloseTs">Unix milliseconds.</param>
/// <param name="EarlyClose">Whether it closes before it usually does.</param>
public sealed record Session(string Venue, DateOnly Day, long OpenTs, long CloseTs, bool EarlyClose);
