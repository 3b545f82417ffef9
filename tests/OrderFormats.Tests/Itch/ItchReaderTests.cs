using KillSwitch.OrderFormats.Orders;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.OrderFormats.Tests.Itch;

public sealed class ItchReaderTests
{
    /// <summary>10:00 in New York.</summary>
    private const long At10 = 1_795_791_600_000;

    [Fact]
    public void Read_ADaysMessages_AreItsOrders()
    {
        var read = Read([
            .. ItchText.Start,
            .. ItchText.Add(1, 'B', 100, "AAPL", 1_880_500),
            .. ItchText.Add(2, 'S', 50, "BRK.B", 4_000_000, "GSCO"),
            .. ItchText.Execute(1, 40),
            .. ItchText.Cancel(1, 10),
            .. ItchText.Replace(1, 3, 70, 1_890_000),
            .. ItchText.Delete(3),
        ]);

        Assert.Equal(
            [
                new Order("1", At10, "MARKET", "AAPL", Side.Buy, 100, 188.05m, "ITCH"),
                new Order("2", At10, "MARKET", "BRK.B", Side.Sell, 50, 400m, "ITCH") { Firm = "GSCO" },
                new Order("1-5", At10, "MARKET", "AAPL", Side.Buy, 50, 188.05m, "ITCH") { Action = OrderAction.Replace, OrigOrderId = "1" },
                new Order("3", At10, "MARKET", "AAPL", Side.Buy, 70, 189m, "ITCH") { Action = OrderAction.Replace, OrigOrderId = "1" },
                new Order("3-7", At10, "MARKET", "AAPL", Side.Buy, 0, null, "ITCH") { Action = OrderAction.Cancel, OrigOrderId = "3" },
            ],
            read.Parsed()
        );
        Assert.Equal((2, 0), (read.PassedOver.Count, read.Refusals.Count));
    }

    [Fact]
    public void Read_OrderOfBeforeTheFile_IsRefused() =>
        Assert.Equal(
            "708 OrderUnknown at 1: it is about order 9, which this file does not have, or no longer.",
            Read(ItchText.Delete(9)).Refusal()
        );

    [Fact]
    public void Read_FileThatEndsWithinAMessage_SaysSo() =>
        Assert.Equal(
            "700 RecordBroken at 1: the file ends within a message, or this is none: 15 bytes are not read.",
            Read(ItchText.Delete(9)[..15]).Refusal()
        );

    [Fact]
    public void Read_MessageOfAnotherLength_IsRefused() =>
        Assert.Equal(
            "700 RecordBroken at 1: a message of kind D has 12 bytes, and must have 19.",
            Read([0, 12, (byte)'D', 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]).Refusal()
        );

    [Theory]
    [InlineData("S112726-v50.txt")]
    [InlineData("11272026.NASDAQ_ITCH50")]
    public void Read_DayInItsName_IsItsDay(string name) =>
        Assert.Equal(At10, Assert.Single(Read(ItchText.Add(1, 'B', 1, "A", 1), new ReadingOptions { FileName = name }).Parsed()).Ts);

    [Fact]
    public void Read_NoDay_AsksForIt() =>
        Assert.Contains(
            "--date 2026-11-27",
            Assert.Throws<OrdersFileException>(() => Read(ItchText.Start, new ReadingOptions { FileName = "day.itch" })).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Of_ItsBeginning_IsRecognised() => Assert.Equal(OrderFormat.Itch, Recognition.Of(ItchText.Start));

    private static OrdersRead Read(byte[] bytes, ReadingOptions? options = null) =>
        OrdersReader.Read(bytes, OrderFormat.Itch, options ?? new ReadingOptions { Day = new DateOnly(2026, 11, 27) });
}
