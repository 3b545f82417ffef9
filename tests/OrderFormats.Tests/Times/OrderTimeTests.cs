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

    [Fact]
    public void TryFix_LeapSecond_IsTheNextOne()
    {
        Assert.True(OrderTime.TryFix("20161231-23:59:60", out var ms, out var hasFraction));
        Assert.Equal((1_483_228_800_000, false), (ms, hasFraction));
    }
}
