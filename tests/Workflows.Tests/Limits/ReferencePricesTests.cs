using System.Text;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.Tests.Limits;

public sealed class ReferencePricesTests
{
    private const long At = 1_767_366_002_000;
    private readonly List<string> _alarms = [];
    private readonly ReferencePrices _prices;

    public ReferencePricesTests() => _prices = new ReferencePrices(_alarms.Add);

    [Theory]
    [InlineData(At - 5, At, At - 5)]
    [InlineData(At, At - 5, At - 5)]
    public void Apply_APrice_IsAsOldAsTheEarlierOfItsTimes(long ts, long record, long expected)
    {
        Apply("AAPL", $$"""{"symbol":"AAPL","price":190.50,"ts":{{ts}}}""", record);

        Assert.Equal(new ReferencePrice(190.50m, expected), _prices.Find("AAPL"));
        Assert.Empty(_alarms);
    }

    [Theory]
    [InlineData("BACpL", "BACpL", "BACPL")]
    [InlineData("AAPL  260116C00150000", "AAPL260116C00150000", "AAPL")]
    [InlineData("eur/usd", "EUR/USD", "eur/usd")]
    public void Apply_ASymbol_IsFoundInTheFormThatScopesHave(string written, string found, string not)
    {
        Apply(written, $$"""{"symbol":"{{written}}","price":-1,"ts":{{At}}}""");

        Assert.NotNull(_prices.Find(found));
        Assert.Null(_prices.Find(not));
    }

    [Theory]
    [InlineData("nonsense", "its value is not a price (at $)")]
    [InlineData("""{"symbol":"AAPL","price":1}""", "its value is not a price")]
    [InlineData("""{"symbol":"MSFT","price":1,"ts":1767366002000}""", "it is about MSFT")]
    [InlineData("""{"symbol":"AAPL","price":1,"ts":1767366002}""", "its ts is 1767366002, which is no time in milliseconds since 1970")]
    [InlineData("""{"symbol":"AAPL","price":1,"ts":1767366002000,"currency":"euro"}""", "its currency is 'euro'; it must be three capitals")]
    [InlineData("""{"symbol":"AAPL","price":10000001,"ts":1767366002000}""", "it is 10000001; it must be within 10000000 either way")]
    [InlineData("null", "its value is null")]
    public void Apply_WhatCannotBeRead_EndsThePriceBeforeItAndIsSaidOnce(string value, string says)
    {
        Apply("AAPL", $$"""{"symbol":"AAPL","price":190.50,"ts":{{At}}}""");

        Apply("AAPL", value);
        Apply("AAPL", value);

        Assert.Null(_prices.Find("AAPL"));
        Assert.Contains($"The reference price of AAPL in prices.v1 cannot be read: {says}", Assert.Single(_alarms), StringComparison.Ordinal);
        Apply("AAPL", $$"""{"symbol":"AAPL","price":2,"ts":{{At}},"currency":"USD"}""");
        Assert.Equal(2, _prices.Find("AAPL")!.Price);
    }

    [Fact]
    public void Apply_WithoutAValue_ThereIsNoPriceAnyMore()
    {
        Apply("AAPL", $$"""{"symbol":"AAPL","price":190.50,"ts":{{At}}}""");

        Apply("AAPL", null);

        Assert.Equal((null, 0), (_prices.Find("AAPL"), _prices.Count));
        Assert.Empty(_alarms);
    }

    [Fact]
    public void Apply_KeysThatAreNoSymbols_AreToldOfAndFillNoLog()
    {
        for (var i = 0; i < 1_000; i++)
            Apply($"\u00e9{i}", "{}");

        Assert.Equal(100, _alarms.Count);
        Assert.Contains("has a key that is no symbol", _alarms[0], StringComparison.Ordinal);
    }

    private void Apply(string key, string? value, long timeInMs = At) =>
        _prices.Apply(Encoding.UTF8.GetBytes(key), value is null ? null : Encoding.UTF8.GetBytes(value), timeInMs);
}
