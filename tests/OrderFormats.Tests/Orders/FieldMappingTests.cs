using System.Text;
using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Tests.Orders;

public sealed class FieldMappingTests
{
    [Theory]
    [InlineData("", "it is not JSON (line 1)")]
    [InlineData("[]", "it is not a JSON object")]
    [InlineData("{\"acount_id\":\"A\"}", "an order has no member 'acount_id'; its members are order_id, ts,")]
    [InlineData("{\"symbol\":1}", "'symbol' is neither a text nor an object")]
    [InlineData("{\"symbol\":{}}", "'symbol' must have one of from and always")]
    [InlineData("{\"symbol\":{\"from\":\"a\",\"always\":\"b\"}}", "'symbol' must have one of from and always")]
    [InlineData("{\"symbol\":{\"from\":\"a\",\"zone\":\"UTC\"}}", "'symbol' has 'zone'; it may have from, always and values, and ts a zone")]
    [InlineData("{\"ts\":{\"from\":\"a\",\"zone\":\"Mars\"}}", "there is no time zone 'Mars'; name one as in America/New_York or UTC")]
    [InlineData("{\"symbol\":\"a\",\"symbol\":\"b\"}", "'symbol' is there twice")]
    [InlineData("{\"symbol\":\"\\ud800\"}", "a text in it escapes half a character")]
    public void Parse_WhatIsNoMapping_SaysWhatIsWrong(string json, string says)
    {
        var e = Assert.Throws<OrdersFileException>(() => FieldMapping.Parse(Encoding.UTF8.GetBytes(json)));

        Assert.StartsWith("The mapping cannot be used: " + says, e.Message, StringComparison.Ordinal);
        Assert.EndsWith("\"values\":{\"B\":\"BUY\",\"S\":\"SELL\"}}}.", e.Message, StringComparison.Ordinal);
    }
}
