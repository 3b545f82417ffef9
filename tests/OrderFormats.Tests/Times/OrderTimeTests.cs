using System.Globalization;
using KillSwitch.OrderFormats.Times;

namespace KillSwitch.OrderFormats.Tests.Times;

public sealed class OrderTimeTests
{
    private static readonly TimeZoneInfo s_newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Theory]
    [InlineData("1795957750620", 620)]
    [InlineData("1795957750", 0)]
    [InlineData("1795957750620999", 620)]
    [InlineData("1795957750620999999", 620)]
    [InlineData("20261129-13:09:10.620999", 620)]
    [InlineData("2026-11-29T13:09:10.62Z", 620)]
    [InlineData("2026-11-29 14:09:10,620+01:00", 620)]
    [InlineData("2026/11/29T08:09:10-0500", 0)]
    [InlineData("20261129-13:09:09.999999999999", -1)]
    public void Read_TimesInAnyUnitOrForm_AreTheSame(string text, long ms)
    {
        Assert.Null(OrderTime.Read(text, null, out var read));
        Assert.Equal(1_795_957_750_000 + ms, read);
    }

    [Theory]
    [InlineData("2026-11-29 13:09:10", "zone")]
    [InlineData("20261129", "is no time")]
    [InlineData("13:09:10", "is no time")]
    [InlineData("2026-02-30T13:09:10Z", "is no time")]
    [InlineData("2026-11-29T24:09:10Z", "is no time")]
    [InlineData("2026-11-29T13:09:10.Z", "is no time")]
    [InlineData("2026-11-29T13:09:10+25:00", "is no time")]
    [InlineData("9999-12-31T23:59:60Z", "is no time")]
    [InlineData("", "is no time")]
    public void Read_WhatCanBeReadInTwoWaysOrNone_SaysSo(string text, string says) =>
        Assert.Contains(says, OrderTime.Read(text, null, out _), StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-11-29 08:09:10", 1_795_957_750_000, null)]
    [InlineData("2026-03-08 02:30:00", 0, "is there not at all in America/New_York, where the clock was put")]
    [InlineData("2026-11-01 01:30:00", 0, "is there twice in America/New_York, where the clock was put")]
    public void Read_OfAZonesClock_IsThatMomentUnlessTheClockWasPut(string text, long ms, string? says)
    {
        Assert.Equal(says, OrderTime.Read(text, s_newYork, out var read));
        Assert.Equal(ms, read);
    }

    /// <summary>As the framework reads it, which is slower; of years that orders can be of.</summary>
    [Theory]
    [InlineData("yyyyMMdd")]
    [InlineData("yyyy-MM-dd")]
    [InlineData("yyyy'/'MM'/'dd")]
    public void TryDay_AnyYearMonthAndDay_IsADayWhereTheCalendarHasIt(string format)
    {
        foreach (var year in (int[])[0, 1969, 1970, 2000, 2023, 2024, 2100, 9998, 9999])
        {
            for (var monthAndDay = 0; monthAndDay < 14 * 33; monthAndDay++)
            {
                var text = format.Replace("'", "").Replace("yyyy", $"{year:0000}").Replace("MM", $"{monthAndDay / 33:00}")
                    .Replace("dd", $"{monthAndDay % 33:00}");
                var isDay = DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    && year is >= 1970 and < 9999;

                Assert.True(OrderTime.TryDay(text + "-", out var read, out var rest) == isDay, text);
                Assert.Equal(isDay ? (day, "-") : (default, rest.ToString()), (read, rest.ToString()));
            }
        }
    }

    [Fact]
    public void TryFix_LeapSecond_IsTheNextOne()
    {
        Assert.True(OrderTime.TryFix("20161231-23:59:60", out var ms, out var hasFraction));
        Assert.Equal((1_483_228_800_000, false), (ms, hasFraction));
    }
}
