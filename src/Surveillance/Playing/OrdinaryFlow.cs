using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Surveillance.Playing;

/// <summary>
/// What an honest day is made of, and what is easily taken for abuse in it: market makers that take quotes back, a burst of cancels at
/// news, an investor who changes his mind, a fund that buys much at the close without moving the price.
/// </summary>
internal sealed class OrdinaryFlow(DayScript script, Market market, Random random)
{
    private const double EventsAnAct = 2.6;
    private const long MinuteMs = 60_000;

    /// <summary>The open and the close are busier than noon.</summary>
    private const double BusyShare = 0.3;

    public void Play(int events)
    {
        for (var act = 0; act < events / EventsAnAct; act++)
            Act(AnyTime(), market.Instruments[random.Next(market.Instruments.Count)]);
        foreach (var instrument in market.Instruments)
        {
            Auction(market.OpenTs, instrument);
            Auction(market.CloseTs - 1, instrument);
            AfterTheClose(instrument);
        }
        RebalanceAtTheClose(market.Instruments[random.Next(market.Instruments.Count)]);
        BurstOfCancels(market.Instruments[random.Next(market.Instruments.Count)]);
    }

    private void Act(long ts, Instrument instrument)
    {
        switch (random.Next(100))
        {
            case < 15:
                Quote(ts, instrument);
                break;
            case < 35:
                MarketMakerQuotes(ts, instrument);
                break;
            case < 55:
                ChangesHisMind(ts, instrument);
                break;
            default:
                Trades(ts, instrument);
                break;
        }
    }

    private void Quote(long ts, Instrument instrument)
    {
        var (bid, ask) = (instrument.PriceAt(ts, -2), instrument.PriceAt(ts, 2));
        script.Quote(ts, instrument, bid, Math.Max(ask, bid + 0.01m), 100 * random.Next(1, 20));
    }

    /// <summary>Both sides, of the same size, one of which may be hit, and both are taken back.</summary>
    private void MarketMakerQuotes(long ts, Instrument instrument)
    {
        var maker = market.MarketMakers[random.Next(market.MarketMakers.Count)];
        var qty = 100m * random.Next(2, 12);
        var (bid, ask) = (instrument.PriceAt(ts, -3), instrument.PriceAt(ts, 3));
        var buy = script.Order(ts, instrument, maker, Side.Buy, bid, qty);
        var sell = script.Order(ts, instrument, maker, Side.Sell, ask, qty);
        var cancelled = Within(ts + random.Next(500, 8_000));
        if (random.Next(3) == 0)
        {
            var other = Investor(maker);
            var at = Within(ts + random.Next(100, 3_000));
            script.Execution(at, instrument, (maker, buy), (other, null), bid, qty, Side.Sell);
            script.Cancel(Within(at + random.Next(10, 400)), instrument, maker, Side.Sell, ask, qty, sell);
            return;
        }
        script.Cancel(cancelled, instrument, maker, Side.Buy, bid, qty, buy);
        script.Cancel(cancelled, instrument, maker, Side.Sell, ask, qty, sell);
    }

    private void ChangesHisMind(long ts, Instrument instrument)
    {
        var who = Investor(null);
        var (side, qty) = (AnySide(), 100m * random.Next(1, 60));
        var price = instrument.PriceAt(ts, side == Side.Buy ? -8 : 8);
        var order = script.Order(ts, instrument, who, side, price, qty);
        ts = Within(ts + random.Next(2_000, 90_000));
        if (random.Next(2) == 0)
            script.Cancel(ts, instrument, who, side, price, qty, order);
        else
            script.Replace(ts, instrument, who, side, instrument.PriceAt(ts), qty, order);
    }

    private void Trades(long ts, Instrument instrument)
    {
        var who = Investor(null);
        var other = random.Next(4) == 0 ? Investor(who) : market.MarketMakers[random.Next(market.MarketMakers.Count)];
        var (side, qty) = (AnySide(), 100m * random.Next(1, 30));
        var price = instrument.PriceAt(ts, (random.NextDouble() * 4) - 2);
        var order = script.Order(ts, instrument, who, side, price, qty);
        // Larger orders are filled in parts.
        for (var (left, at) = (qty, ts); left > 0; )
        {
            var part = left > 1_000 && random.Next(2) == 0 ? 100m * random.Next(1, (int)(left / 100)) : left;
            at = Within(at + random.Next(1, 900));
            (Participant, string?) mine = (who, order), theirs = (other, null);
            var (buyer, seller) = side == Side.Buy ? (mine, theirs) : (theirs, mine);
            script.Execution(at, instrument, buyer, seller, price, part, side);
            left -= part;
        }
    }

    private void Auction(long ts, Instrument instrument)
    {
        var price = instrument.PriceAt(ts);
        for (var i = 0; i < 30; i++)
        {
            var buyer = Investor(null);
            script.Execution(ts, instrument, (buyer, null), (Investor(buyer), null), price, 100m * random.Next(1, 80), aggressor: null);
        }
    }

    private void AfterTheClose(Instrument instrument)
    {
        for (var minute = 1; minute <= 5; minute++)
            Quote(market.CloseTs + (minute * MinuteMs), instrument);
    }

    /// <summary>Much of the volume before the close, all of it bought, at the price there is.</summary>
    private void RebalanceAtTheClose(Instrument instrument)
    {
        var fund = Participant.Of("fund", 0);
        for (var i = 0; i < 40; i++)
        {
            var ts = market.CloseTs - random.Next(1_000, 5 * 60_000);
            script.Execution(
                ts, instrument, (fund, null), (market.MarketMakers[random.Next(market.MarketMakers.Count)], null),
                instrument.PriceAt(ts), 100m * random.Next(5, 30), Side.Buy);
        }
    }

    /// <summary>News: a market maker takes back all it has, within a second.</summary>
    private void BurstOfCancels(Instrument instrument)
    {
        var ts = AnyTime();
        var maker = market.MarketMakers[0];
        for (var i = 0; i < 50; i++)
        {
            var side = i % 2 == 0 ? Side.Buy : Side.Sell;
            var price = instrument.PriceAt(ts, (side == Side.Buy ? -1 : 1) * (3 + (i / 2)));
            var order = script.Order(Within(ts - random.Next(2_000, 60_000)), instrument, maker, side, price, 200);
            script.Cancel(Within(ts + random.Next(800)), instrument, maker, side, price, 200, order);
        }
    }

    private long AnyTime()
    {
        var length = market.CloseTs - market.OpenTs;
        var part = random.NextDouble();
        if (random.NextDouble() < BusyShare)
            part = random.Next(2) == 0 ? part * part * 0.3 : 1 - (part * part * 0.3);
        return Within(market.OpenTs + (long)(part * length));
    }

    private long Within(long ts) => Math.Clamp(ts, market.OpenTs, market.CloseTs - 1);

    private Side AnySide() => random.Next(2) == 0 ? Side.Buy : Side.Sell;

    /// <summary>No broker lets an investor trade with himself unawares.</summary>
    private Participant Investor(Participant? butNot)
    {
        while (true)
        {
            var investor = market.Investors[random.Next(market.Investors.Count)];
            if (investor.Owner != butNot?.Owner)
                return investor;
        }
    }
}
