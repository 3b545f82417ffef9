using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Surveillance.Playing;

/// <summary>Hundreds of orders within a second, none of them meant.</summary>
internal sealed class QuoteStuffing : IEpisode
{
    public void Plant(DayScript script, Market market, Random random)
    {
        var (instrument, who, ts) = (market.AnyInstrument(random), market.NextAbuser(), market.NextTime(random));
        script.Plant("quote_stuffing", instrument, [who], () =>
        {
            for (var (i, orders) = (0, random.Next(250, 500)); i < orders; i++)
            {
                var at = ts + (i * 2);
                var price = instrument.PriceAt(at, -20);
                var order = script.Order(at, instrument, who, Side.Buy, price, 100);
                script.Cancel(at + random.Next(1, 60), instrument, who, Side.Buy, price, 100, order);
            }
        });
    }
}
