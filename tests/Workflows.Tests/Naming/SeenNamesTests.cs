using System.Text;
using KillSwitch.Tests;
using KillSwitch.Workflows.Naming;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Naming;

public sealed class SeenNamesTests
{
    private readonly WatchedTimeProvider _time = new();
    private readonly SeenNames _names;

    public SeenNamesTests()
    {
        _names = new SeenNames(_time, mostOfAKind: 8);
        _names.KnownFrom(long.MinValue);
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    [Theory]
    [InlineData("ACCOUNT:a-1")]
    [InlineData("SYMBOL:SPXW260116C00150000")]
    [InlineData("SYMBOL:SPX")]
    [InlineData("SYMBOL:SPXW")]
    [InlineData("STRATEGY:ALGO_X")]
    [InlineData("DESK:OPTIONS")]
    [InlineData("TRADER:T-7")]
    [InlineData("VENUE:XNAS")]
    [InlineData("FIRM:ACME")]
    [InlineData("GLOBAL")]
    public async Task LookAsync_AScopeByWhichARouterWouldHoldAnOrderBack_IsSeen(string scope)
    {
        Take("a-1", "SPXW  260116C00150000", ""","underlying":"SPX","desk":"Options","trader":"t-7","venue":"xnas","firm":"Acme" """);

        Assert.Null(await LookAsync(scope));
    }

    [Fact]
    public async Task LookAsync_ANameThatNoOrderHas_IsUnseenBesideTheNearestOfItsKind()
    {
        Take("901", "ACCT");
        Take("911", "902");

        var unseen = await LookAsync("ACCOUNT:9O1");

        Assert.Equal([Scope.Account("901"), Scope.Account("911")], unseen!.Nearest);
        Assert.Null(unseen.SinceTs);
        Assert.Empty((await LookAsync("DESK:901"))!.Nearest);
    }

    [Fact]
    public async Task LookAsync_AnOrderOfMoreThanADayAgo_IsNoneOfTheLastDay()
    {
        Take("901", "AAPL");
        _time.Advance(SeenNames.Day);
        Assert.Null(await LookAsync("ACCOUNT:901"));

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Empty((await LookAsync("ACCOUNT:901"))!.Nearest);
    }

    [Fact]
    public async Task LookAsync_NotKnown_SaysNothing()
    {
        _names.KnownFrom(null);

        Assert.Null(await LookAsync("ACCOUNT:901"));
        Assert.False(_names.IsKnown);
    }

    [Fact]
    public async Task LookAsync_LessThanADayIsKnown_SaysSinceWhen()
    {
        _names.KnownFrom(Now);
        Assert.Equal(Now, (await LookAsync("ACCOUNT:901"))!.SinceTs);

        _time.Advance(SeenNames.Day);

        Assert.Null((await LookAsync("ACCOUNT:901"))!.SinceTs);
    }

    /// <summary>It may be among those that were forgotten.</summary>
    [Fact]
    public async Task LookAsync_MoreNamesThanAreKept_SaysSinceWhen()
    {
        var first = Now;
        for (var i = 0; i < 9; i++)
        {
            Take($"A-{i}", "AAPL");
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(first + (long)TimeSpan.FromMinutes(1).TotalMilliseconds, (await LookAsync("ACCOUNT:A-0"))!.SinceTs);
        Assert.Null((await LookAsync("SYMBOL:AAPX"))!.SinceTs);
    }

    [Fact]
    public async Task Take_WhatIsNoOrder_NamesNothing()
    {
        _names.Take("""{"account_id":"901"}"""u8, Now);
        _names.Take([], Now);

        Assert.NotNull(await LookAsync("ACCOUNT:901"));
    }

    private Task<UnseenScope?> LookAsync(string scope) => _names.LookAsync(Scope.Parse(scope), CancellationToken.None);

    private void Take(string account, string symbol, string more = "") =>
        _names.Take(
            Encoding.UTF8.GetBytes(
                $$"""{"order_id":"o","ts":1767366002001,"account_id":"{{account}}","symbol":"{{symbol}}","side":"BUY","qty":1,"price":1,"strategy":"Algo_X"{{more}}}"""
            ),
            Now
        );
}
