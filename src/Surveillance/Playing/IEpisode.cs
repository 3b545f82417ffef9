namespace KillSwitch.Surveillance.Playing;

/// <summary>One way to abuse a market, played once, at a time, by people and in sizes that the random numbers choose.</summary>
internal interface IEpisode
{
    void Plant(DayScript script, Market market, Random random);
}
