using System.Globalization;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.OrderFormats.Tests.Csv;

public sealed class CsvReaderTests
{
    private const string Header = "order_id,ts,account_id,symbol,side,qty,price,strategy\n";

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Read_HeaderOfTheContractsNames_IsTheContractsOrder(char separator)
    {
        var text = ("Order ID,TS,account-id,Symbol,Side,Qty,Price,Strategy,Remark\r\n"
            + "o1,1795957750620,007,BRK.B,buy,0012.50,.5,s,\"a, \"\"b\"\"\nc\"\r\n").Replace(',', separator);

        var read = Read(text);

        Assert.Equal(
            new Order("o1", 1_795_957_750_620, "007", "BRK.B", Side.Buy, 12.50m, 0.5m, "S"),
            Assert.Single(read.Parsed())
        );
        Assert.Equal(2, read.Orders[0].Place);
    }

    /// <summary>Two inch marks, with an order between them that nobody would miss.</summary>
    [Theory]
    [InlineData("note,order_id,ts,account_id,symbol,side,qty,price,strategy", "{0},o{1},1795957750620,7,A,BUY,{1},1,S")]
    [InlineData("order_id,ts,account_id,symbol,side,qty,price,strategy,note", "o{1},1795957750620,7,A,BUY,{1},1,S,{0}")]
    public void Read_QuoteWithinAValue_IsRefusedAndMergesNothing(string header, string line)
    {
        string Line(string note, int number) => string.Format(CultureInfo.InvariantCulture, line, note, number);

        var read = Read($"{header}\n{Line("5\" pipe", 1)}\n{Line("plain", 2)}\n{Line("6\" pipe", 3)}\n{Line("\"a \"\"b\"\"\"", 4)}\n");

        Assert.All(read.Parsed(), order => Assert.Equal(order.OrderId, string.Create(CultureInfo.InvariantCulture, $"o{order.Qty}")));
        Assert.NotEqual(0, read.Refusals.Count);
        Assert.Contains(read.Parsed(), order => order.OrderId == "o4");
    }

    [Fact]
    public void Read_ColumnsThatNothingIsMadeOf_AreNamed()
    {
        var read = Read("order_id,ts,account_id,symbol,side,qty,price,strategy,Remark,CCY,TIF\no1,1795957750620,7,A,BUY,1,1,S,x,USD,DAY\n");

        Assert.Equal(["Remark", "TIF"], read.Unread);
    }

    [Theory]
    [InlineData("Currency")]
    [InlineData("CCY")]
    public void Read_CurrencyColumn_IsWhatPricesAreIn(string column)
    {
        var read = Read($"order_id,ts,account_id,symbol,side,qty,price,strategy,{column}\n"
            + "o1,1795957750620,7,A,BUY,1,1,S,usd\no2,1795957750620,7,A,BUY,1,1,S,\no3,1795957750620,7,VOD,BUY,1,70,S,GBP\n");

        Assert.Equal(["USD", null, "GBP"], read.Parsed().Select(order => order.Currency));
        Assert.Empty(read.Unread);
    }

    [Fact]
    public void Read_QuotedColumnWithALineEnd_CountsItsLines() =>
        Assert.Equal(
            [2, 4],
            Read(Header.Replace("strategy", "strategy,note", StringComparison.Ordinal)
                + "o1,1795957750620,7,A,BUY,1,1,S,\"a\nb\"\no2,1795957750620,7,A,BUY,1,1,S,\n").Orders.Select(o => o.Place)
        );

    [Fact]
    public void Read_MappingFile_SaysColumnsValuesAndZone()
    {
        var options = ReadOrders.Mapping(
            """
            {"order_id":"Id","ts":{"from":"Time","zone":"America/New_York"},"account_id":"Acct","symbol":"Ticker",
             "side":{"from":"B/S","values":{"B":"BUY","S":"SELL"}},"qty":"Shares","price":"Limit","strategy":{"always":"TWAP"}}
            """
        );

        var read = Read("Id,Time,Acct,Ticker,B/S,Shares,Limit\n1,2026-11-27 09:30:00.25,A1,AAPL,S,5,10\n", options);

        Assert.Equal(
            new Order("1", 1_795_789_800_250, "A1", "AAPL", Side.Sell, 5, 10, "TWAP"),
            Assert.Single(read.Parsed())
        );
    }

    [Theory]
    [InlineData("o1,1795957750620,7,A,BUY,1,1", "700 RecordBroken at 2: it has 7 columns, and the header has 8.")]
    [InlineData("o1,,7,A,BUY,1,1,S", "706 TimeUnreadable at 2: it has no time.")]
    [InlineData("o1,2026-11-27 09:30:00,7,A,BUY,1,1,S", "706 TimeUnreadable at 2: its time ('ts') is '2026-11-27 09:30:00', which does not say of which zone's clock it is: say it in the mapping, as in \"ts\":{\"from\":\"Time\",\"zone\":\"America/New_York\"}.")]
    public void Read_LineThatIsNoOrder_IsRefusedByCode(string line, string says) => Assert.Equal(says, Read(Header + line).Refusal());

    [Fact]
    public void Read_NumbersThatAreNone_AreLeftToTheRouter()
    {
        var read = Read(Header + "o1,1795957750620,7,A,BUY,\"1,000\",1,S");

        Assert.Equal(0, read.Refusals.Count);
        var json = System.Text.Encoding.UTF8.GetString(Assert.Single(read.Orders).Json);
        Assert.Contains("\"qty\":\"1,000\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Id,ts\n1,2\n", "- has no column for order_id, account_id, symbol, which every order has. Its columns are Id, ts. Say which are meant with --mapping FILE.json, as in {\"order_id\":\"Id\"}.")]
    [InlineData("order_id,ts,account_id,symbol\n", "- has no column for strategy, which every order has. Give all of them one with --strategy NAME, or say in --mapping which column it is.")]
    [InlineData("order_id,Order ID,ts,account_id,symbol\n", "- has the column 'Order ID' twice. Rename one of them.")]
    public void Read_HeaderThatLacksSomething_SaysWhatToDo(string text, string says) =>
        Assert.Equal(says, Assert.Throws<OrdersFileException>(() => Read(text)).Message);

    [Fact]
    public void Read_NoUtf8_SaysHowToConvertIt() =>
        Assert.Contains(
            "iconv",
            Assert.Throws<OrdersFileException>(() => OrdersReader.Read([0xE9, (byte)'\n'], OrderFormat.Csv, new ReadingOptions())).Message,
            StringComparison.Ordinal
        );

    private static OrdersRead Read(string text, ReadingOptions? options = null) => ReadOrders.Of(text, OrderFormat.Csv, options);
}
