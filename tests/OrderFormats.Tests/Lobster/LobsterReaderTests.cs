using KillSwitch.OrderFormats.Orders;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.OrderFormats.Tests.Lobster;

public sealed class LobsterReaderTests
{
    private const string Name = "AAPL_2012-06-21_34200000_57600000_message_50.csv";

    /// <summary>14:00 UTC, when New York's clocks were put.</summary>
    private const long At10 = 1_340_287_200_000;

    [Fact]
    public void Read_AddCancelAndDelete_AreNewReplaceAndCancel()
    {
        var read = Read("36000.004241176,1,16113575,18,5853300,1\n36000.5,2,16113575,8,5853300,1\n36001,4,16113575,3,5853300,1\n36002.25,3,16113575,7,5853300,1\n");

        Assert.Equal(
            [
                new Order("16113575", At10 + 4, "MARKET", "AAPL", Side.Buy, 18, 585.33m, "LOBSTER"),
                new Order("16113575-2", At10 + 500, "MARKET", "AAPL", Side.Buy, 10, 585.33m, "LOBSTER")
                {
                    Action = OrderAction.Replace,
                    OrigOrderId = "16113575",
                },
                new Order("16113575-4", At10 + 2250, "MARKET", "AAPL", Side.Buy, 0, null, "LOBSTER")
                {
                    Action = OrderAction.Cancel,
                    OrigOrderId = "16113575",
                },
            ],
            read.Parsed()
        );
        Assert.Equal([new("execution", 1)], read.PassedOver);
    }

    [Fact]
    public void Read_HiddenExecutionsAndHalts_AreNoOrders() =>
        Assert.Equal(2, Read("36000.1,5,0,100,5853300,-1\n36000.2,7,0,0,-1,-1\n").PassedOver.Sum(p => p.Value));

    [Theory]
    [InlineData("36000.1,3,7,7,5853300,1", "708 OrderUnknown at 1: it is about order 7, which this file does not have, or no longer.")]
    [InlineData("86400.0,1,7,7,5853300,1", "706 TimeUnreadable at 1: its time is '86400.0', and must be seconds since midnight.")]
    [InlineData("36000.1,1,7,7", "700 RecordBroken at 1: it has 4 columns, and must have 6.")]
    [InlineData("36000.1,1,7,0,5853300,1", "700 RecordBroken at 1: kind 1, 0 shares, side 1 go not together.")]
    public void Read_LineThatIsNoMessage_IsRefusedByCode(string line, string says) => Assert.Equal(says, Read(line).Refusal());

    [Fact]
    public void Read_NameThatSaysNothing_AsksForWhatIsMissing()
    {
        var line = "36000.1,1,7,7,5853300,1";
        var symbol = ReadOrders.Mapping("""{"symbol":{"always":"MSFT"},"account_id":{"always":"A1"}}""") with { FileName = "x.csv" };

        Assert.Contains("--date", Assert.Throws<OrdersFileException>(() => Read(line, symbol)).Message, StringComparison.Ordinal);
        var order = Assert.Single(Read(line, symbol with { Day = new DateOnly(2012, 6, 21) }).Parsed());
        Assert.Equal(("MSFT", "A1", At10 + 100), (order.Symbol, order.AccountId, order.Ts));
    }

    private static OrdersRead Read(string text, ReadingOptions? options = null) =>
        ReadOrders.Of(text, OrderFormat.Lobster, options ?? new ReadingOptions { FileName = Name });
}
