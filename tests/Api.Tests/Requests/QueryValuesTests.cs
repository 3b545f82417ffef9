using KillSwitch.Api.Requests;

namespace KillSwitch.Api.Tests.Requests;

public sealed class QueryValuesTests
{
    private static readonly QueryField[] s_fields = [new("order_id", ""), new("limit", "", new QueryRange(Max: 100, Usual: 10))];

    [Theory]
    [InlineData("", null, 10)]
    [InlineData("limit=1", null, 1)]
    [InlineData("limit=100&order_id=o-1", "o-1", 100)]
    public void Read_KnownParameters_AreTheirValues(string query, string? order, int limit)
    {
        var values = QueryValues.Read(Pairs(query), s_fields).Value!;

        Assert.Equal((order, limit), (values.Text("order_id"), values.Number("limit")));
    }

    [Theory]
    [InlineData("x=1", "'x' is no parameter here. The parameters are order_id, limit.")]
    [InlineData("Limit=1", "'Limit' is no parameter here. The parameters are order_id, limit.")]
    [InlineData("order_id=", "'order_id' must be given once, with 1 to 128 characters.")]
    [InlineData("order_id=a&order_id=a", "'order_id' must be given once, with 1 to 128 characters.")]
    [InlineData("limit=0", "limit is '0'; give a whole number from 1 to 100, or leave it out for 10.")]
    [InlineData("limit=101", "limit is '101'; give a whole number from 1 to 100, or leave it out for 10.")]
    [InlineData("limit=+1", "limit is '+1'; give a whole number from 1 to 100, or leave it out for 10.")]
    public void Read_AnythingElse_IsRefusedAndSaysWhy(string query, string why) =>
        Assert.Equal(why, QueryValues.Read(Pairs(query), s_fields).Refusal!.Message);

    [Fact]
    public void Read_NoParametersTaken_SaysSo() =>
        Assert.Equal("'x' is no parameter here. There are none: leave it out.", QueryValues.Read(Pairs("x=1"), []).Refusal!.Message);

    private static KeyValuePair<string, string>[] Pairs(string query) =>
        [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => KeyValuePair.Create(p.Split('=')[0], p.Split('=')[1]))];
}
