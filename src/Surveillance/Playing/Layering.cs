using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Surveillance.Playing;

/// <summary>The same with several orders, each at a price of its own.</summary>
internal sealed class Layering : IEpisode
{
    public void Plant(DayScript script, Market market, Random random)
    {
        var (instrument, who, ts) = (market.AnyInstrument(random), market.NextAbuser(), market.NextTime(random));
        script.Plant("layering", instrument, [who], () =>
        {
            for (var cycles = random.Next(2, 4); cycles > 0; cycles--)
            {
                ts += random.Next(20_000, 50_000);
                var (filled, each, at) = (100m * random.Next(1, 5), 100m * random.Next(10, 20), instrument.PriceAt(ts));
                var real = script.Order(ts, instrument, who, Side.Buy, at, filled);
                var fill = ts + random.Next(1_500, 4_000);
                for (var (level, levels) = (0, random.Next(4, 7)); level < levels; level++)
                {
                    var price = instrument.PriceAt(ts, 4 + (3 * level));
                    var shown = script.Order(ts + 100 + (level * 50), instrument, who, Side.Sell, price, each);
                    script.Cancel(fill + 200 + (level * random.Next(20, 200)), instrument, who, Side.Sell, price, each, shown);
                }
                script.Execution(fill, instrument, (who, real), (market.MarketMakers[1], null), at, filled, Side.Sell);
            }
        });
    }
}
