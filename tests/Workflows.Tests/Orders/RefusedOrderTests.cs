using System.Text;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Workflows.Tests.Orders;

public sealed class RefusedOrderTests
{
    [Theory]
    [InlineData("""{"order_id":"o-1","qty":-100}""", "o-1")]
    [InlineData("""{"qty":-100,"x":{"order_id":"inner"},"order_id":"o-1"}""", "o-1")]
    [InlineData("""{"order_\u0069d":"o-1"}""", "o-1")]
    [InlineData("""{"order_id":"o \"1\""}""", "o \\u00221\\u0022")]
    [InlineData("""{"order_id":"bad-5","ts":1767366000000,"si""", "bad-5")]
    [InlineData("8=FIX.4.4|35=D|11=bad-2|55=MSFT|54=1|38=100", "bad-2")]
    [InlineData("8=FIX.4.4\u000135=D\u000111=a|b\u000155=MSFT\u0001", "a|b")]
    public void IdInJson_BytesThatShowOne_IsIt(string bytes, string inJson) =>
        Assert.Equal(inJson, Encoding.UTF8.GetString(RefusedOrder.IdInJson(Encoding.UTF8.GetBytes(bytes))));

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[{\"order_id\":\"o-1\"}]")]
    [InlineData("""{"order_id":"o-1","order_id":"o-2"}""")]
    [InlineData("""{"order_id":"o-1","ORDER_ID":"o-2"}""")]
    [InlineData("""{"ORDER_ID":"o-1"}""")]
    [InlineData("""{"order_id":17}""")]
    [InlineData("""{"order_id":""}""")]
    [InlineData("""{"order_id":"a\u0007b"}""")]
    [InlineData("""{"order_id":"\ud800"}""")]
    [InlineData("""{"order_id":"o-1"} and more""")]
    [InlineData("""{"order_id":"o-1",,}""")]
    [InlineData("""{"order_id":"o-""")]
    [InlineData("8=FIX.4.4|35=D|55=MSFT")]
    [InlineData("8=FIX.4.4|11=a|11=b")]
    [InlineData("8=FIX.4.4|11=|55=MSFT")]
    [InlineData("8=FIX.4.4|x|11=a")]
    [InlineData("11=bad-2|55=MSFT")]
    public void IdInJson_AnythingElse_IsNone(string bytes) =>
        Assert.True(RefusedOrder.IdInJson(Encoding.UTF8.GetBytes(bytes)).IsEmpty);

    [Fact]
    public void IdInJson_NoUtf8_IsNone() =>
        Assert.True(RefusedOrder.IdInJson([.. "{\"order_id\":\"o-1\",\"x\":\""u8, 0xFF, .. "\"}"u8]).IsEmpty);
}
