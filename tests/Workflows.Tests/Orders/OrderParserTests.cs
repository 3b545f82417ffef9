using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Workflows.Tests.Orders;

public sealed class OrderParserTests
{
    private const string Valid =
        """{"order_id":"o-1","ts":1767366002001,"account_id":"12345","symbol":"aapl","side":"BUY","qty":100,"price":187.25,"strategy":"algo_x"}""";

    [Fact]
    public void TryParse_ValidOrder_ReadsEveryFieldAndUpperCasesWhatKillsCompare()
    {
        var order = Parsed(Valid);

        Assert.Equal(new Order("o-1", 1767366002001, "12345", "AAPL", Side.Buy, 100, 187.25m, "ALGO_X"), order);
    }

    [Fact]
    public void TryParse_ChildOrder_ReadsItsParent()
    {
        var order = Parsed(Valid.Replace("\"qty\"", "\"parent_id\":\"p-1\",\"parent_qty\":500,\"qty\""));

        Assert.Equal(("p-1", 500), (order.ParentId, order.ParentQty));
    }

    [Fact]
    public void TryParse_UnknownMembersAndNullParent_AreIgnored()
    {
        var order = Parsed(Valid.Replace("{", """{"note":{"deep":[1,{"qty":9}]},"parent_id":null,"parent_qty":null,"""));

        Assert.Equal(100, order.Qty);
    }

    [Fact]
    public void TryParse_EscapedMemberName_IsTheSameMember() =>
        Assert.Equal(RefusalCode.OrderFieldDuplicate, Refused(Valid.Replace("{", """{"account\u005fid":"99999",""")).Code);

    [Theory]
    [InlineData("", RefusalCode.OrderEmpty)]
    [InlineData("   ", RefusalCode.OrderNotJson)]
    [InlineData("not json", RefusalCode.OrderNotJson)]
    [InlineData("[]", RefusalCode.OrderNotJson)]
    [InlineData("null", RefusalCode.OrderNotJson)]
    [InlineData("{", RefusalCode.OrderNotJson)]
    [InlineData("{}", RefusalCode.OrderFieldMissing)]
    public void TryParse_NoOrderAtAll_IsRefused(string text, RefusalCode code) => Assert.Equal(code, Refused(text).Code);

    [Theory]
    [InlineData("order_id")]
    [InlineData("ts")]
    [InlineData("account_id")]
    [InlineData("symbol")]
    [InlineData("side")]
    [InlineData("qty")]
    [InlineData("price")]
    [InlineData("strategy")]
    public void TryParse_RequiredMemberMissing_IsRefusedByName(string member)
    {
        var refusal = Refused(Valid.Replace($"\"{member}\"", $"\"x_{member}\""));

        Assert.Equal(RefusalCode.OrderFieldMissing, refusal.Code);
        Assert.Contains($"'{member}'", refusal.Message);
    }

    [Theory]
    [InlineData("\"o-1\"", "\"\"")]
    [InlineData("\"o-1\"", "7")]
    [InlineData("\"o-1\"", "null")]
    [InlineData("\"o-1\"", "\"\\u001b[2J\"")]
    [InlineData("1767366002001", "0")]
    [InlineData("1767366002001", "-1")]
    [InlineData("1767366002001", "\"1767366002001\"")]
    [InlineData("1767366002001", "999999999999999999")]
    [InlineData("\"12345\"", "12345")]
    [InlineData("\"12345\"", "\"\"")]
    [InlineData("\"12345\"", "\"1 2\"")]
    [InlineData("\"aapl\"", "\" AAPL\"")]
    [InlineData("\"aapl\"", "\"AA\\tPL\"")]
    [InlineData("\"BUY\"", "\"buy\"")]
    [InlineData("\"BUY\"", "0")]
    [InlineData("\"BUY\"", "\"SHORT\"")]
    [InlineData("100", "0")]
    [InlineData("100", "-5")]
    [InlineData("100", "1.000000001")]
    [InlineData("100", "100.0000000000000000000000000001")]
    [InlineData("187.25", "10000000.0000000000000000000000001")]
    [InlineData("100", "\"1e2\"")]
    [InlineData("100", "\"0100\"")]
    [InlineData("100", "\"+100\"")]
    [InlineData("100", "\"1,000\"")]
    [InlineData("100", "1000000001")]
    [InlineData("187.25", "0")]
    [InlineData("187.25", "-1")]
    [InlineData("187.25", "10000000.01")]
    [InlineData("187.25", "1e999")]
    [InlineData("\"algo_x\"", "true")]
    public void TryParse_ValueOutOfItsRange_IsRefused(string value, string instead) =>
        Assert.Equal(RefusalCode.OrderFieldInvalid, Refused(Valid.Replace(value, instead)).Code);

    [Theory]
    [InlineData("1767366002", "Seconds? Multiply by 1000")]
    [InlineData("1767366002001000", "Micro- or nanoseconds? Divide")]
    [InlineData("1767366002001000000", "Micro- or nanoseconds? Divide")]
    [InlineData("\"2026-01-02T15:00:02.001Z\"", "milliseconds since 1970")]
    public void TryParse_TsInAnythingButMilliseconds_IsToldSo(string ts, string says)
    {
        var refusal = Refused(Valid.Replace("1767366002001", ts));

        Assert.Equal(RefusalCode.OrderFieldInvalid, refusal.Code);
        Assert.Contains("milliseconds", refusal.Message);
        Assert.Contains(says, refusal.Message);
    }

    [Theory]
    [InlineData("100.0", "187.25", 100, 187.25)]
    [InlineData("\"100.5\"", "\"187.25\"", 100.5, 187.25)]
    [InlineData("0.00000001", "1e2", 0.00000001, 100)]
    [InlineData("100.000000000", "\"0.5\"", 100, 0.5)]
    public void TryParse_ExactDecimals_AreReadAsTheyAre(string qty, string price, decimal expectedQty, decimal expectedPrice)
    {
        var order = Parsed(Valid.Replace("\"qty\":100", $"\"qty\":{qty}").Replace("187.25", price));

        Assert.Equal((expectedQty, expectedPrice), (order.Qty, order.Price));
    }

    [Fact]
    public void TryParse_ACancel_NeedsTheOrderItTakesBackAndNoSize()
    {
        const string Cancel =
            """{"order_id":"c-1","action":"CANCEL","orig_order_id":"o-1","ts":1767366002001,"account_id":"1","symbol":"A","strategy":"S"}""";

        var cancel = Parsed(Cancel);

        Assert.Equal((OrderAction.Cancel, "o-1", null, 0m), (cancel.Action, cancel.OrigOrderId, cancel.Side, cancel.Qty));
        Assert.Contains("'orig_order_id'", Refused(Cancel.Replace("\"orig_order_id\":\"o-1\",", "")).Message);
    }

    [Theory]
    [InlineData("\"action\":\"REPLACE\"", RefusalCode.OrderFieldMissing, "'orig_order_id' is missing")]
    [InlineData("\"orig_order_id\":\"o-0\"", RefusalCode.OrderFieldInvalid, "a NEW order is about no other")]
    [InlineData("\"order_type\":\"MARKET\"", RefusalCode.OrderFieldInvalid, "'price' must not be there: a MARKET order has none")]
    [InlineData("\"order_type\":\"STOP\"", RefusalCode.OrderFieldMissing, "'stop_price' is missing")]
    [InlineData("\"stop_price\":180", RefusalCode.OrderFieldInvalid, "'stop_price' must not be there: a LIMIT order has none")]
    [InlineData("\"security_type\":\"OPTION\"", RefusalCode.OrderFieldMissing, "'multiplier' is missing")]
    [InlineData("\"desk\":\"A B\"", RefusalCode.OrderFieldInvalid, "or no kill could name it")]
    public void TryParse_MembersThatContradictEachOther_AreRefused(string member, RefusalCode code, string says)
    {
        var refusal = Refused(Valid.Replace("{", $"{{{member},"));

        Assert.Equal(code, refusal.Code);
        Assert.Contains(says, refusal.Message);
    }

    [Theory]
    [InlineData("FUTURE", true)]
    [InlineData("SPREAD", true)]
    [InlineData("OPTION", false)]
    [InlineData("STOCK", false)]
    public void TryParse_PriceNotAboveZero_IsReadOfWhatMayHaveOne(string security, bool isRead)
    {
        foreach (var price in (string[])["0", "-37.63"])
        {
            var text = Valid.Replace("187.25", price).Replace("{", $$"""{"security_type":"{{security}}","multiplier":1000,""");

            Assert.Equal(isRead, OrderParser.TryParse(Encoding.UTF8.GetBytes(text), out var order, out _));
            if (order is not null)
                Assert.Equal(price == "0" ? 0 : 3_763_000m, order.Notional);
        }
    }

    [Fact]
    public void TryParse_MemberTwice_IsRefused() =>
        Assert.Equal(RefusalCode.OrderFieldDuplicate, Refused(Valid.Replace("{", """{"qty":1,""")).Code);

    [Theory]
    [InlineData("Account_ID")]
    [InlineData("\u017fide")]
    [InlineData("\\u017Fymbol")]
    public void TryParse_KnownMemberInAnotherCase_IsRefused(string member) =>
        Assert.Equal(RefusalCode.OrderFieldInvalid, Refused(Valid.Replace("{", $$"""{"{{member}}":"99999",""")).Code);

    [Fact]
    public void TryParse_TextBehindTheObject_IsRefused() =>
        Assert.Equal(RefusalCode.OrderNotJson, Refused(Valid + Valid).Code);

    [Fact]
    public void TryParse_HalfAnEscapedCharacter_IsRefused() =>
        Assert.Equal(RefusalCode.OrderNotJson, Refused(Valid.Replace("o-1", "\\ud800")).Code);

    [Fact]
    public void TryParse_LargestSizeAndOneMore_IsReadAndRefused()
    {
        var padding = new string(' ', OrderParser.MaxBytes - Valid.Length);

        Parsed(Valid + padding);
        Assert.Equal(RefusalCode.OrderTooLarge, Refused(Valid + padding + " ").Code);
    }

    [Fact]
    public void TryParse_NotUtf8_IsRefused() =>
        Assert.Equal(RefusalCode.OrderNotJson, Refused([.. "{\"note\":\""u8, 0xff, .. "\"}"u8]).Code);

    [Fact]
    public void TryParse_AnyBytes_NeverThrows() =>
        Prop.ForAll<byte[]>(bytes =>
        {
            var parsed = OrderParser.TryParse(bytes, out var order, out var refusal);
            return parsed ? order is not null && refusal is null : order is null && refusal is not null;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryParse_ValidOrderWithOneByteChanged_NeverThrowsAndNeverReadsAnInvalidScope()
    {
        var valid = Encoding.UTF8.GetBytes(Valid);
        var changes = from at in Gen.Choose(0, valid.Length - 1)
                      from to in Gen.Choose(0, 255)
                      select (at, to: (byte)to);
        Prop.ForAll(changes.ToArbitrary(), change =>
            {
                var bytes = valid.ToArray();
                bytes[change.at] = change.to;
                return !OrderParser.TryParse(bytes, out var order, out _)
                    || (
                        Workflows.Scopes.Scope.Account(order.AccountId).Value == order.AccountId
                        && Workflows.Scopes.Scope.Symbol(order.Symbol).Value == order.Symbol
                    );
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static Order Parsed(string text)
    {
        Assert.True(OrderParser.TryParse(Encoding.UTF8.GetBytes(text), out var order, out var refusal), refusal?.ToString());
        return order;
    }

    private static Refusal Refused(string text) => Refused(Encoding.UTF8.GetBytes(text));

    private static Refusal Refused(byte[] bytes)
    {
        Assert.False(OrderParser.TryParse(bytes, out _, out var refusal));
        return refusal;
    }
}
