using KillSwitch.Cdk.Cost.Prices;

namespace KillSwitch.Cdk.Tests.Cost;

/// <summary>The list of prices that comes with the program.</summary>
public sealed class PriceListTests
{
    private readonly PriceList _prices = PriceList.Read();

    [Fact]
    public void Prices_All_HaveTheProvidersPageAndAreAboveNothing() =>
        Assert.All(_prices.All, p =>
        {
            Assert.Equal("aws.amazon.com", p.Source.Host);
            Assert.True(p.Usd > 0, p.Id);
        });

    [Fact]
    public void Prices_ReadNowhere_CountAsUnverified() =>
        Assert.All(_prices.All, p => Assert.Equal(p.Seen is null, !p.Verified));

    [Fact]
    public void Price_ThatIsMissing_SaysWhereToAddIt()
    {
        var missing = Assert.Throws<PriceMissingException>(() => _prices["gold"]);

        Assert.Contains("'gold'", missing.Message);
        Assert.Contains("cdk/Cost/Prices/prices.json", missing.Message);
    }

    /// <summary>From the published prices, by hand: two small brokers for a month are 66.58 dollars.</summary>
    [Fact]
    public void Brokers_ForAMonth_CostWhatIsPublished() =>
        Assert.Equal(66.58m, decimal.Round(2 * _prices["msk-broker/kafka.t3.small"].UsdPerHour * Price.HoursOfMonth, 2));

    /// <summary>A cluster without a byte in it, three partitions of eight topics, for a month.</summary>
    [Fact]
    public void ServerlessKafka_ForAMonth_CostsWhatIsPublished() =>
        Assert.Equal(
            573.78m,
            decimal.Round(
                (_prices["msk-serverless-cluster"].UsdPerHour + 24 * _prices["msk-serverless-partition"].UsdPerHour) * Price.HoursOfMonth,
                2
            )
        );
}
