using KillSwitch.Surveillance.Calendars;
using KillSwitch.Surveillance.Events;

namespace KillSwitch.Surveillance.Playing;

/// <summary>A day of a market that was made up: the same seed, day and size give the same events.</summary>
/// <param name="Day">In New York.</param>
/// <param name="Events">In the order of their times.</param>
/// <param name="Planted">The abuse in it.</param>
public sealed record MarketDay(DateOnly Day, IReadOnlyList<MarketEvent> Events, IReadOnlyList<PlantedEpisode> Planted)
{
    /// <summary>Longer days than this do not fit into the memory of a laptop.</summary>
    public const int MostEvents = 1_000_000;

    /// <summary>With fewer, planted abuse would be most of the market.</summary>
    public const int FewestEvents = 5_000;

    /// <param name="seed">Any.</param>
    /// <param name="day">A day on which XNAS is open.</param>
    /// <param name="events">Roughly so many ordinary ones, <see cref="FewestEvents"/> to <see cref="MostEvents"/>.</param>
    /// <param name="abuse">Whether episodes of abuse are planted.</param>
    /// <exception cref="ArgumentException">The market is closed that day.</exception>
    public static MarketDay Play(int seed, DateOnly day, int events, bool abuse)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(events, FewestEvents);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, MostEvents);
        var session = SessionCalendar.SessionOf("XNAS", day)
            ?? throw new ArgumentException($"XNAS is closed on {day:yyyy-MM-dd}", nameof(day));
        var random = new Random(seed);
        var market = new Market(session, random);
        var script = new DayScript();
        // First, since some of them move the price that everybody else trades at.
        if (abuse)
        {
            foreach (var episode in AllEpisodes.Of(random))
                episode.Plant(script, market, random);
        }
        new OrdinaryFlow(script, market, random).Play(events);
        return script.ToDay(day);
    }
}
