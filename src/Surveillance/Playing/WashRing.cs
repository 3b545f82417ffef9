using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Surveillance.Playing;

/// <summary>Three owners pass the same quantity round.</summary>
internal sealed class WashRing : IEpisode
{
    public void Plant(DayScript script, Market market, Random random)
    {
        Participant[] ring = [market.NextAbuser(), market.NextAbuser(), market.NextAbuser()];
        var (instrument, ts, qty) = (market.AnyInstrument(random), market.NextTime(random), 100m * random.Next(3, 50));
        script.Plant("wash_ring", instrument, ring, () =>
        {
            for (var turn = random.Next(3, 6); turn > 0; turn--)
            {
                var price = instrument.PriceAt(ts);
                for (var i = 0; i < ring.Length; i++)
                {
                    var (buyer, seller) = (ring[(i + 1) % ring.Length], ring[i]);
                    script.Execution(ts += random.Next(2_000, 15_000), instrument, (buyer, null), (seller, null), price, qty, Side.Buy);
                }
            }
        });
    }
}
