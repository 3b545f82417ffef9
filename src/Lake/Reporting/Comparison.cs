using KillSwitch.Lake.Finding;
using KillSwitch.Surveillance.Playing;

namespace KillSwitch.Lake.Reporting;

/// <summary>What was planted for a rule, how much of it was found, and what was found beside it.</summary>
internal sealed record Comparison(string Rule, int Planted, int Found, int False)
{
    /// <summary>An alert finds an episode if one of its events is the alert's evidence; it is false if it finds none of any rule.</summary>
    public static IReadOnlyList<Comparison> Of(
        IReadOnlyList<PlantedEpisode> planted, IReadOnlyList<Alert> alerts, IEnumerable<string> rules)
    {
        var bad = planted.SelectMany(episode => episode.EventIds).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. rules.Select(rule =>
            {
                var its = alerts.Where(alert => alert.Rule == rule).ToList();
                var episodes = planted.Where(episode => episode.Rule == rule).ToList();
                return new Comparison(
                    rule,
                    episodes.Count,
                    episodes.Count(episode => its.Any(alert => alert.Evidence.Intersect(episode.EventIds).Any())),
                    its.Count(alert => !alert.Evidence.Any(bad.Contains)));
            }),
        ];
    }
}
