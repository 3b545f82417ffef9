using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Surveillance.Playing;

/// <summary>A large order shows a will that is not there; the other side is filled, and it is gone.</summary>
internal sealed class Spoofing : IEpisode
{
    public void Plant(DayScript script, Market market, Random random)
    {
        var (instrument, who, ts) = (market.AnyInstrument(random), market.NextAbuser(), market.NextTime(random));
        var (large, small) = (random.Next(2) == 0 ? (Side.Sell, Side.Buy) : (Side.Buy, Side.Sell));
        script.Plant("spoofing", instrument, [who], () =>
        {
            for (var cycles = random.Next(3, 6); cycles > 0; cycles--)
            {
                ts += random.Next(15_000, 50_000);
                var filled = 100m * random.Next(1, 6);
                var qty = filled * random.Next(12, 25) + 2_000;
                var (price, at) = (instrument.PriceAt(ts, large == Side.Sell ? 5 : -5), instrument.PriceAt(ts));
                var real = script.Order(ts, instrument, who, small, at, filled);
                var shown = script.Order(ts + 200, instrument, who, large, price, qty);
                var (maker, fill) = (market.MarketMakers[0], ts + random.Next(500, 4_000));
                if (small == Side.Buy)
                    script.Execution(fill, instrument, (who, real), (maker, null), at, filled, Side.Sell);
                else
                    script.Execution(fill, instrument, (maker, null), (who, real), at, filled, Side.Buy);
                script.Cancel(fill + random.Next(100, 2_500), instrument, who, large, price, qty, shown);
            }
        });
    }
}
