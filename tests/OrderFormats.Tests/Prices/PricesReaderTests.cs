using System.Text;
using KillSwitch.OrderFormats.Prices;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.OrderFormats.Tests.Prices;

public sealed class PricesReaderTests
{
    private const long Now = 1_767_366_002_000;

    [Fact]
    public void Read_Csv_IsAPriceALine() =>
        Assert.Equal(
            [new PriceState("AAPL", 187.25m, Now), new PriceState("BRK.B", 490m, 1_767_312_000_000, "USD")],
            Read("\uFEFFcurrency;Price;symbol;ts\n;187.250;AAPL;\n\nusd;490;\"BRK.B\";2026-01-02T00:00:00Z\n")
        );

    [Fact]
    public void Read_JsonLines_AreAsInTheTopic() =>
        Assert.Equal(
            [new PriceState("AAPL", 187.25m, 1_767_366_001_950), new PriceState("ES", -1, 1_767_366_001_950)],
            Read(
                """
                {"symbol":"AAPL","price":187.25,"ts":1767366001950}

                {"symbol":"ES","price":-1,"ts":1767366001950}
                """
            )
        );

    [Theory]
    [InlineData("AAPL=187.25", "AAPL", 187.25)]
    [InlineData("ABC==1", "ABC=", 1)]
    [InlineData("ES=-2.5", "ES", -2.5)]
    public void Parse_SymbolAndPrice_IsAPriceOfNow(string said, string symbol, decimal price) =>
        Assert.Equal(new PriceState(symbol, price, Now), PricesReader.Parse(said, Now));

    [Theory]
    [InlineData("AAPL")]
    [InlineData("AAPL=")]
    [InlineData("=1")]
    [InlineData("AAPL=1e3")]
    [InlineData("AAPL=1,000")]
    [InlineData("ÄPFEL=1")]
    [InlineData("AAPL=99999999")]
    public void Parse_WhatIsNoPrice_IsRefused(string said) => Assert.Throws<PricesException>(() => PricesReader.Parse(said, Now));

    [Theory]
    [InlineData("", "There is no price in prices.csv.")]
    [InlineData("symbol,price\n", "There is no price in prices.csv.")]
    [InlineData("AAPL,187.25\n", "The first line must name the columns")]
    [InlineData("symbol,price,price\nA,1,2\n", "two columns price")]
    [InlineData("symbol,price\nA,x\n", "line 2: its price is 'x', which is no number.")]
    [InlineData("symbol,price\nA\n", "line 2: it has 1 columns, and the header has 2.")]
    [InlineData("symbol,price\nA,1,000.50\n", "line 2: it has 3 columns, and the header has 2. Put quotes around")]
    [InlineData("symbol,price,ts\nA,1,yesterday\n", "line 2: its ts 'yesterday' is no time")]
    [InlineData("symbol,price,currency\nA,1,euro\n", "line 2: its currency is 'EURO'; it must be three capitals")]
    [InlineData("symbol,price\nÄ,1\nB,y\n", "2 problems, and none was published:\n- line 2: its symbol is 'Ä'")]
    [InlineData("""[{"symbol":"A","price":1,"ts":1}]""", "are a JSON array. Write one object a line")]
    [InlineData("""{"symbol":"A","price":1}""", "line 1: it has no ts: as of when the price is, in milliseconds since 1970.")]
    [InlineData("""{"symbol":"A","price":"1","ts":1}""", "line 1: its price is \"1\", and has to be a number, without quotes.")]
    [InlineData("""{"symbol":"A","price":1,"ts":1.5}""", "line 1: a number in it is out of range, its ts is no whole one")]
    [InlineData("""{"symbol":"A","price":1,"ts":1,"price":2}""", "line 1: it says price twice.")]
    [InlineData("{\"symbol\":\"A\",\"price\":1,\"ts\":1\n3", "line 1: it is no JSON, from its character 31 on.")]
    [InlineData("{\"symbol\":\"A\",\"price\":1,\"ts\":1}\n3", "line 2: it is no JSON object.")]
    public void Read_WithAnythingWrong_TakesNothingAndNamesIt(string text, string says) =>
        Assert.Contains(says, Assert.Throws<PricesException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_ManyProblems_NamesTheFirst()
    {
        var message = Assert
            .Throws<PricesException>(() => Read("symbol,price\n" + string.Concat(Enumerable.Repeat("A,x\n", 1_000))))
            .Message;

        Assert.Contains("1000 problems", message, StringComparison.Ordinal);
        Assert.Equal(22, message.Split('\n').Length);
    }

    [Fact]
    public void Load_NoFile_SaysSo() =>
        Assert.Contains(
            "cannot be read",
            Assert.Throws<PricesException>(() => PricesReader.Load(Path.Combine(Path.GetTempPath(), "no-such-prices.csv"), Now)).Message,
            StringComparison.Ordinal
        );

    private static IReadOnlyList<PriceState> Read(string text) => PricesReader.Read(Encoding.UTF8.GetBytes(text), "prices.csv", Now);
}
