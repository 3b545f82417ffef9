using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Surveillance.Playing;

/// <summary>Two owners pass the same quantity to and fro.</summary>
internal sealed class MatchedPair : IEpisode
{
    public void Plant(DayScript script, Market market, Random random)
    {
        var (instrument, one, other) = (market.AnyInstrument(random), market.NextAbuser(), market.NextAbuser());
        var (ts, qty) = (market.NextTime(random), 100m * random.Next(3, 50));
        script.Plant("matched_pair", instrument, [one, other], () =>
        {
            for (var trips = random.Next(4, 8); trips > 0; trips--)
            {
                var price = instrument.PriceAt(ts);
                script.Execution(ts += random.Next(3_000, 20_000), instrument, (one, null), (other, null), price, qty, Side.Buy);
                script.Execution(ts += random.Next(3_000, 20_000), instrument, (other, null), (one, null), price, qty, Side.Buy);
            }
        });
    }
}
