using KillSwitch.Surveillance.Events;
using KillSwitch.Surveillance.Playing;
using KillSwitch.Surveillance.Rules;

namespace KillSwitch.Surveillance.Tests.Playing;

public sealed class MarketDayTests
{
    private static readonly DateOnly s_day = new(2026, 3, 2);

    [Fact]
    public void Play_TheSameSeed_GivesTheSameBytes()
    {
        static IEnumerable<string> Bytes(int seed) =>
            MarketDay.Play(seed, s_day, MarketDay.FewestEvents, abuse: true).Events
                .Select(e => Convert.ToBase64String(MarketEventWriter.Write(e)));

        Assert.Equal(Bytes(5), Bytes(5));
        Assert.NotEqual(Bytes(5), Bytes(6));
    }

    [Fact]
    public void Play_EveryEvent_IsOneOfTheContractInOrder()
    {
        var day = MarketDay.Play(8, s_day, MarketDay.FewestEvents, abuse: true);

        Assert.All(day.Events, e => Assert.True(MarketEventReader.TryRead(MarketEventWriter.Write(e), out _, out var problem), problem));
        Assert.Equal(day.Events.OrderBy(e => e.Ts), day.Events);
        Assert.Equal(day.Events.Count, day.Events.Select(e => e.EventId).Distinct().Count());
    }

    [Fact]
    public void Play_WithAbuse_PlantsSomethingForEachRule() => Assert.Equal(
        SurveillanceRules.Default().Rules.Keys.Order(),
        MarketDay.Play(8, s_day, MarketDay.FewestEvents, abuse: true).Planted.Select(p => p.Rule).Distinct().Order());

    [Fact]
    public void Play_ADayWithoutTrading_IsRefused() =>
        Assert.Throws<ArgumentException>(() => MarketDay.Play(1, new(2026, 4, 3), MarketDay.FewestEvents, abuse: false));
}
