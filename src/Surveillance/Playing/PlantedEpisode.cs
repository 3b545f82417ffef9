namespace KillSwitch.Surveillance.Playing;

/// <summary>Abuse that was put into a day on purpose, so that what is found can be held against it.</summary>
/// <param name="Rule">The rule that ought to find it.</param>
/// <param name="Symbol">Where.</param>
/// <param name="Owners">Who did it.</param>
/// <param name="FromTs">Its first event: Unix milliseconds.</param>
/// <param name="ToTs">Its last.</param>
/// <param name="EventIds">All of its events.</param>
public sealed record PlantedEpisode(
    string Rule,
    string Symbol,
    IReadOnlyList<string> Owners,
    long FromTs,
    long ToTs,
    IReadOnlyList<string> EventIds
);
