using System.Text;
using KillSwitch.OrderFormats.Tests.Fix;

namespace KillSwitch.OrderFormats.Tests;

public sealed class RecognitionTests
{
    [Theory]
    [InlineData("{\"order_id\":\"8=FIX.4.4\"}", OrderFormat.Json)]
    [InlineData("\n [\n{", OrderFormat.Json)]
    [InlineData("[]", OrderFormat.Json)]
    [InlineData("not an order", OrderFormat.Json)]
    [InlineData("", OrderFormat.Json)]
    [InlineData("order_id,ts\n", OrderFormat.Csv)]
    [InlineData("\"Account ID\";Time\r\n", OrderFormat.Csv)]
    [InlineData("34200.004241176,1,16113575,18,5853300,1\r\n", OrderFormat.Lobster)]
    [InlineData("[2026-11-29 13:09:10] 8=FIX.4.4|9=5|", OrderFormat.Fix)]
    public void Of_TheBeginningOfAFile_SaysHowItIsWritten(string text, OrderFormat format) =>
        Assert.Equal(format, Recognition.Of(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Of_ALogsMessage_IsFix() => Assert.Equal(OrderFormat.Fix, Recognition.Of(Encoding.UTF8.GetBytes(FixText.Order())));

    [Fact]
    public void Of_ColumnsOfOtherNames_AreCsvWhereThereIsAMapping() =>
        Assert.Equal(OrderFormat.Csv, Recognition.Of("Id,Time\n"u8, hasMapping: true));
}
