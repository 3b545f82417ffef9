using KillSwitch.Surveillance.Enriching;
using KillSwitch.Surveillance.Playing;

namespace KillSwitch.Surveillance.Tests.Enriching;

public sealed class EnricherTests
{
    /// <summary>Wherever it was interrupted.</summary>
    [Fact]
    public void Enrich_GoneOnWithFromItsReferences_GivesTheSame()
    {
        var events = MarketDay.Play(3, new(2026, 3, 2), MarketDay.FewestEvents, abuse: true).Events;
        var whole = new Enricher(new Dictionary<string, decimal>());
        var expected = events.Select(whole.Enrich).ToList();

        var first = new Enricher(new Dictionary<string, decimal>());
        var before = events.Take(1_234).Select(first.Enrich).ToList();
        var second = new Enricher(first.References);
        Assert.Equal(expected, [.. before, .. events.Skip(1_234).Select(second.Enrich)]);
        Assert.Contains(expected, e => e.DistanceBps is not null and not 0);
    }

    [Theory]
    [InlineData(25_000, 0, null, 1, 0, 0)]
    [InlineData(2_000_000, -500, 1, 40, 40, 20)]
    [InlineData(0, 12, 600_001, 0, 2, 0)]
    [InlineData(0, 0, -1, 0, 0, 0)]
    public void RiskScore_OfItsParts_IsTheirSum(int notional, int bps, int? beforeClose, int size, int distance, int timing)
    {
        var score = RiskScore.Of(notional, bps, beforeClose);

        Assert.Equal((size, distance, timing, size + distance + timing), (score.Size, score.Distance, score.Timing, score.Total));
    }
}
