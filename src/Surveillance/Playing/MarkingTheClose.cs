using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Surveillance.Playing;

/// <summary>Purchases in the last minutes, so that the day ends at a price that nobody else paid.</summary>
internal sealed class MarkingTheClose : IEpisode
{
    public void Plant(DayScript script, Market market, Random random)
    {
        var (instrument, who) = (market.AnyInstrument(random), market.NextAbuser());
        var from = market.CloseTs - random.Next(150_000, 240_000);
        instrument.MoveBy(random.Next(80, 140), from, market.CloseTs, market.CloseTs + 60_000);
        script.Plant("marking_the_close", instrument, [who], () =>
        {
            for (var (i, trades) = (0, random.Next(25, 45)); i < trades; i++)
            {
                var ts = from + ((i + 1) * (market.CloseTs - from - 2_000) / trades);
                var maker = market.MarketMakers[random.Next(market.MarketMakers.Count)];
                script.Execution(ts, instrument, (who, null), (maker, null), instrument.PriceAt(ts), 100m * random.Next(60, 120), Side.Buy);
            }
        });
    }
}
