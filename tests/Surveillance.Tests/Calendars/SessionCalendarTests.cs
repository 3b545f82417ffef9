using KillSwitch.Surveillance.Calendars;

namespace KillSwitch.Surveillance.Tests.Calendars;

public sealed class SessionCalendarTests
{
    [Theory]
    [InlineData("2026-03-02", "2026-03-02T21:00:00Z", false)] // winter
    [InlineData("2026-07-01", "2026-07-01T20:00:00Z", false)] // summer
    [InlineData("2026-11-27", "2026-11-27T18:00:00Z", true)] // the day after Thanksgiving
    public void SessionOf_ADayOfTrading_HasItsClose(string day, string close, bool early)
    {
        var session = SessionCalendar.SessionOf("XNYS", DateOnly.Parse(day))!;

        Assert.Equal((DateTimeOffset.Parse(close).ToUnixTimeMilliseconds(), early), (session.CloseTs, session.EarlyClose));
    }

    [Theory]
    [InlineData("XNYS", "2026-03-01")] // a Sunday
    [InlineData("XNYS", "2026-04-03")] // Good Friday
    [InlineData("XNYS", "2031-03-03")] // beyond what is known
    [InlineData("XPAR", "2026-03-02")] // not in it
    public void SessionOf_WhatIsClosedOrNotKnown_IsNotAssumed(string venue, string day) =>
        Assert.Null(SessionCalendar.SessionOf(venue, DateOnly.Parse(day)));
}
