using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Surveillance.Playing;

/// <summary>Aggressive purchases move the price; what was bought is sold to those who follow.</summary>
internal sealed class MomentumIgnition : IEpisode
{
    public void Plant(DayScript script, Market market, Random random)
    {
        var (instrument, who, ts) = (market.AnyInstrument(random), market.NextAbuser(), market.NextTime(random));
        var (bps, top) = (random.Next(60, 110), ts + random.Next(10_000, 24_000));
        var bought = 0m;
        instrument.MoveBy(bps, ts, top, top + 240_000);
        script.Plant("momentum_ignition", instrument, [who], () =>
        {
            for (var (i, trades) = (0, random.Next(10, 18)); i <= trades; i++)
            {
                var (at, qty) = (ts + 1 + (i * (top - ts - 1) / trades), 100m * random.Next(20, 50));
                script.Execution(at, instrument, (who, null), (market.MarketMakers[2], null), instrument.PriceAt(at), qty, Side.Buy);
                bought += qty;
            }
            for (var (i, trades) = (0, random.Next(4, 8)); i < trades; i++)
            {
                var at = top + 3_000 + (i * random.Next(1_000, 4_000));
                var qty = decimal.Floor(bought / trades);
                script.Execution(at, instrument, (market.MarketMakers[3], null), (who, null), instrument.PriceAt(at), qty, Side.Sell);
            }
        });
    }
}
