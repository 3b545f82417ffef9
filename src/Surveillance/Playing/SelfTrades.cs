using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Surveillance.Playing;

/// <summary>Two accounts of one owner trade with each other.</summary>
internal sealed class SelfTrades : IEpisode
{
    public void Plant(DayScript script, Market market, Random random)
    {
        var (instrument, who, ts) = (market.AnyInstrument(random), market.NextAbuser(), market.NextTime(random));
        script.Plant("wash_trade", instrument, [who], () =>
        {
            for (var trades = random.Next(3, 9); trades > 0; trades--)
            {
                ts += random.Next(2_000, 45_000);
                script.Execution(
                    ts, instrument, (who, null), (who.OtherAccount(), null), instrument.PriceAt(ts), 100m * random.Next(2, 40), Side.Buy);
            }
        });
    }
}
