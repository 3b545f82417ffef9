using KillSwitch.Surveillance.Calendars;

namespace KillSwitch.Surveillance.Playing;

/// <summary>Who and what there is in a day.</summary>
internal sealed class Market
{
    private const long PauseMs = 10 * 60_000;
    private const int InvestorCount = 150;

    /// <summary>The last has no calendar.</summary>
    private static readonly (string Symbol, string Venue, double Start)[] s_listed =
    [
        ("AAPL", "XNAS", 190), ("AMZN", "XNAS", 178), ("GOOGL", "XNAS", 165), ("IBM", "XNYS", 230), ("JPM", "XNYS", 245),
        ("MSFT", "XNAS", 415), ("NVDA", "XNAS", 135), ("KO", "IEXG", 68),
    ];

    private readonly Queue<Participant> _strangers;
    private readonly Queue<long> _times;

    public Market(Session session, Random random)
    {
        (OpenTs, CloseTs) = (session.OpenTs, session.CloseTs);
        Instruments = [.. s_listed.Select(listed => new Instrument(listed.Symbol, listed.Venue, listed.Start, OpenTs, CloseTs, random))];
        Investors = [.. Enumerable.Range(0, InvestorCount).Select(number => Participant.Of("inv", number))];
        MarketMakers = [.. Enumerable.Range(0, 4).Select(number => Participant.Of("mm", number))];
        _strangers = new(Shuffled([.. Investors], random));
        // Slots keep episodes apart.
        var first = OpenTs + (2 * PauseMs);
        var slots = (int)((CloseTs - PauseMs - first) / PauseMs);
        _times = new(Shuffled([.. Enumerable.Range(0, slots).Select(slot => first + (slot * PauseMs))], random));
    }

    public long OpenTs { get; }

    public long CloseTs { get; }

    public IReadOnlyList<Instrument> Instruments { get; }

    public IReadOnlyList<Participant> Investors { get; }

    public IReadOnlyList<Participant> MarketMakers { get; }

    /// <summary>An investor whom no other episode has.</summary>
    public Participant NextAbuser() => _strangers.Dequeue();

    /// <summary>When an episode may begin, a while from every other, and not within the last ten minutes.</summary>
    public long NextTime(Random random) => _times.Dequeue() + random.Next((int)(PauseMs / 2));

    /// <summary>Any that has a calendar.</summary>
    public Instrument AnyInstrument(Random random) => Instruments[random.Next(Instruments.Count - 1)];

    private static T[] Shuffled<T>(T[] items, Random random)
    {
        random.Shuffle(items);
        return items;
    }
}
