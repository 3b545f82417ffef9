using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Tests.Orders;

public sealed class PlainNumberTests
{
    [Theory]
    [InlineData("101.10", "101.10")]
    [InlineData("007.50", "7.50")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("-00.5", "-0.5")]
    [InlineData("000", "0")]
    public void TryNormalise_ANumber_LosesNoDigit(string text, string number)
    {
        Assert.True(PlainNumber.TryNormalise(text, out var normalised));
        Assert.Equal(number, normalised);
        Assert.True(PlainNumber.IsPlain(normalised));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("1.2.3")]
    [InlineData("12345678901234567890123456789")]
    public void TryNormalise_AnythingElse_IsLeftAsItIs(string text)
    {
        Assert.False(PlainNumber.TryNormalise(text, out var kept));
        Assert.Equal(text, kept);
    }
}
