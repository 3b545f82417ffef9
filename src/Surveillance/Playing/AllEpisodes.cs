namespace KillSwitch.Surveillance.Playing;

/// <summary>What is planted in a day: each kind once or twice.</summary>
internal static class AllEpisodes
{
    public static IEnumerable<IEpisode> Of(Random random)
    {
        IEpisode[] kinds =
        [
            new SelfTrades(), new MatchedPair(), new WashRing(), new Spoofing(), new Layering(), new QuoteStuffing(),
            new MomentumIgnition(),
        ];
        foreach (var kind in kinds)
        {
            for (var times = random.Next(1, 3); times > 0; times--)
                yield return kind;
        }
        // Once: two in one symbol would share the volume that each is measured by.
        yield return new MarkingTheClose();
    }
}
