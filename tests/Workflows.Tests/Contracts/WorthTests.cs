using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Orders;

namespace KillSwitch.Workflows.Tests.Contracts;

public sealed class WorthTests
{
    [Fact]
    public void Most_IsTheLargestOrderInDollars() =>
        Assert.Equal(Worth.Most, Worth.Of(OrderParser.MaxQty, OrderParser.MaxPrice, OrderParser.MaxMultiplier));

    [Theory]
    [InlineData("1000", "1.25", "1250")]
    [InlineData("1000000000000000", "10000000", "10000000000000000000000")]
    [InlineData("1000000000000001", "10000000", "10000000000000000000000")]
    [InlineData("10000000000000000000000", "10000000", "10000000000000000000000")]
    [InlineData("10000000000000000000000", "0.5", "5000000000000000000000")]
    [InlineData("0", "10000000", "0")]
    public void InDollars_ARate_IsTheProductUpToTheMostThatCanBeAddedUp(string worth, string rate, string dollars) =>
        Assert.Equal(Number(dollars), Worth.InDollars(Number(worth), Number(rate)));

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
