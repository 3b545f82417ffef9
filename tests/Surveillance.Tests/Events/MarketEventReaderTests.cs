using System.Text;
using System.Text.Json.Nodes;
using KillSwitch.Surveillance.Events;

namespace KillSwitch.Surveillance.Tests.Events;

public sealed class MarketEventReaderTests
{
    private static readonly string s_contracts = Path.Combine(AppContext.BaseDirectory, "contracts");

    /// <summary>Every one that the contracts' folder has.</summary>
    public static TheoryData<string> Examples =>
        [.. Directory.EnumerateFiles(s_contracts, "market-*.json").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_ReadAndWritten_IsItself(string example)
    {
        var json = Example(example);

        Assert.True(MarketEventReader.TryRead(Encoding.UTF8.GetBytes(json.ToJsonString()), out var read, out var problem), problem);
        Assert.True(JsonNode.DeepEquals(json, JsonNode.Parse(MarketEventWriter.Write(read))));
    }

    [Theory]
    [InlineData("price", "190.12345", "price: has more than 4 decimal places, and would be rounded")]
    [InlineData("price", "\"190.25\"", "price: must be a JSON number")]
    [InlineData("price", "0", "price must be greater than 0")]
    [InlineData("qty", "100000000000000", "qty: must be less than 10^14")]
    [InlineData("qty", "1.00000000000000000000000000000000001", "qty: has more than 28 characters, and would be rounded")]
    [InlineData("ts", "1772461800", "ts is 1772461800: milliseconds since 1970 of a time before 2000. Seconds are too small by a factor of 1,000")]
    [InlineData("ts", "-1", "ts is -1: milliseconds since 1970 of a time before 2000. Seconds are too small by a factor of 1,000")]
    [InlineData("side", "0", "side: has a value of the wrong type")]
    [InlineData("trader", "null", "trader is missing: an event of type ORDER has one")]
    [InlineData("bid", "1", "bid is there: an event of type ORDER has none")]
    [InlineData("symbol", "\"\"", "symbol must have 1 to 64 characters")]
    [InlineData("account", "\"a\\u0000b\"", "account has a control character")]
    public void Read_AMemberThatIsWrong_IsSaidByName(string member, string value, string expected)
    {
        var json = Example("market-order");
        json[member] = null;
        var line = json.ToJsonString().Replace($"\"{member}\":null", $"\"{member}\":{value}", StringComparison.Ordinal);

        Assert.False(MarketEventReader.TryRead(Encoding.UTF8.GetBytes(line), out _, out var problem));
        Assert.Equal(expected, problem);
    }

    /// <summary>Other engines take two records on a line for one, without a word.</summary>
    [Theory]
    [InlineData("""{"event_id":"a"}{"event_id":"b"}""")]
    [InlineData("""{"event_id":"a","event_id":"b"}""")]
    [InlineData("""{"event_id":"a","ev""")]
    [InlineData("null")]
    [InlineData("")]
    public void Read_WhatIsNotOneRecord_IsRefused(string line) =>
        Assert.False(MarketEventReader.TryRead(Encoding.UTF8.GetBytes(line), out _, out _));

    [Fact]
    public void Read_AMemberNobodyKnows_IsIgnored()
    {
        var json = Example("market-quote");
        json["added_next_year"] = 1;

        Assert.True(MarketEventReader.TryRead(Encoding.UTF8.GetBytes(json.ToJsonString()), out _, out _));
    }

    private static JsonObject Example(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "contracts", $"{name}.json")))!.AsObject();
}
