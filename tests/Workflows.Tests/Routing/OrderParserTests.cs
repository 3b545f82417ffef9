using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Workflows.Tests.Routing;

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
    [InlineData("\"aapl\"", "\"AA:PL\"")]
    [InlineData("\"BUY\"", "\"buy\"")]
    [InlineData("\"BUY\"", "0")]
    [InlineData("\"BUY\"", "\"SHORT\"")]
    [InlineData("100", "0")]
    [InlineData("100", "-5")]
    [InlineData("100", "1.5")]
    [InlineData("100", "1000000001")]
    [InlineData("187.25", "0")]
    [InlineData("187.25", "-1")]
    [InlineData("187.25", "10000000.01")]
    [InlineData("187.25", "1e999")]
    [InlineData("187.25", "\"187.25\"")]
    [InlineData("\"algo_x\"", "true")]
    public void TryParse_ValueOutOfItsRange_IsRefused(string value, string instead) =>
        Assert.Equal(RefusalCode.OrderFieldInvalid, Refused(Valid.Replace(value, instead)).Code);

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
                        Workflows.Scopes.Scope.IsValue(order.AccountId)
                        && Workflows.Scopes.Scope.IsValue(order.Symbol)
                        && order.Symbol == order.Symbol.ToUpperInvariant()
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
