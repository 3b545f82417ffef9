using KillSwitch.Tests;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.Tests.Limits;

public sealed class LimitsReaderTests
{
    [Fact]
    public void Load_FileOfTheDocumentation_IsTheOneThatThePageShows()
    {
        var file = SourceTree.File("docs", "limits.json");

        var page = File.ReadAllText(SourceTree.File("docs", "limits.md"));
        Assert.Contains($"```json\n{File.ReadAllText(file)}```", page, StringComparison.Ordinal);
        Assert.Equal(5, LimitsReader.Load(file).All.Count);
    }

    [Fact]
    public void Read_ScopesAndGroups_AreAllThereOncePerOwner()
    {
        var table = LimitsReader.Read(
            """
            {
              // Comments are allowed.
              "limits": {
                "GLOBAL": { "max_qty": 100000, "max_notional_usd": 5000000.5, "max_age_seconds": 2.5, "duplicate_seconds": 1, "max_orders_per_second": 50 },
                "ACCOUNT:12345": { "max_qty": 500 },
                "SYMBOL:gme": { "restricted": true },
                "GROUP:prop": { "max_qty": 900 }
              },
              "groups": { "prop": ["12345", "777"] }
            }
            """,
            "limits.json"
        );

        Assert.Equal(["GLOBAL", "ACCOUNT:12345", "SYMBOL:GME", "GROUP:prop"], table.All.Select(l => l.Owner));
        Assert.Equal(
            new OrderLimits
            {
                MaxQty = 100_000,
                MaxNotionalUsd = 5_000_000.5m,
                MaxAge = TimeSpan.FromSeconds(2.5),
                DuplicateWithin = TimeSpan.FromSeconds(1),
                MaxOrdersPerSecond = 50,
            },
            table.All[0].Limits
        );
        Assert.Equal((TimeSpan.FromSeconds(1), true), (table.LongestDuplicate, table.AnyPerSecond));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"limits":{}}""")]
    [InlineData("""{"limits":{},"groups":{}}""")]
    public void Read_NoLimits_LimitsNothing(string json) => Assert.True(LimitsReader.Read(json, "limits.json").IsEmpty);

    [Theory]
    [InlineData("nonsense", "The limits limits.json are not readable:")]
    [InlineData("""{"limit":{}}""", "'limit'")]
    [InlineData("""{"limits":{"GLOBAL":{"max_quantity":1}}}""", "'max_quantity'")]
    [InlineData("""{"limits":{"GLOBAL":{"max_qty":1,"max_qty":2}}}""", "max_qty")]
    [InlineData("""{"limits":{"account:1":{"max_qty":1}}}""", "Write one of GLOBAL")]
    [InlineData("""{"limits":{"SYMBOL:AAPL":{"max_qty":1},"SYMBOL:aapl":{"max_qty":2}}}""", "SYMBOL:AAPL is there twice")]
    [InlineData("""{"limits":{"GLOBAL":{"max_qty":0}}}""", "GLOBAL.max_qty is 0; it must be above 0")]
    [InlineData("""{"limits":{"GLOBAL":{"max_age_seconds":100000}}}""", "at most 86400")]
    [InlineData("""{"limits":{"GLOBAL":{"duplicate_seconds":3601}}}""", "at most 3600")]
    [InlineData("""{"limits":{"GLOBAL":{"max_orders_per_second":-1}}}""", "max_orders_per_second is -1")]
    [InlineData("""{"limits":{"GROUP:prop":{"max_qty":1}}}""", "GROUP:prop has limits and no accounts")]
    [InlineData("""{"limits":{"GLOBAL":null}}""", "GLOBAL is null")]
    [InlineData("""{"limits":{"GROUP:p":{"max_qty":1}},"groups":{"p":null}}""", "p has no accounts")]
    [InlineData("""{"limits":{"GROUP:p":{"max_qty":1}},"groups":{"p":[]}}""", "p has no accounts")]
    [InlineData("""{"limits":{"GROUP:p":{"max_qty":1}},"groups":{"p":[null]}}""", "an account is not one")]
    [InlineData("""{"limits":{"GROUP:p q":{"max_qty":1}}}""", "GROUP:p q is no name of a group")]
    [InlineData("""{"limits":{"GLOBAL":{"duplicate_seconds":0.0005}}}""", "at least 0.001")]
    [InlineData("""{"groups":{"prop":["1"]}}""", "prop has accounts and no limits")]
    [InlineData("""{"limits":{"GROUP:prop":{"max_qty":1}},"groups":{"prop":["1 2"]}}""", "groups.prop: an account is not one that an order can have: '1 2'")]
    public void Read_WhatIsWrong_IsNamed(string json, string says) =>
        Assert.Contains(says, Assert.Throws<LimitsException>(() => LimitsReader.Read(json, "limits.json")).Message);

    [Fact]
    public void Read_SeveralProblems_AreNamedAtOnce()
    {
        var e = Assert.Throws<LimitsException>(() =>
            LimitsReader.Read("""{"limits":{"GLOBAL":{"max_qty":0},"x":{"max_notional_usd":-1}}}""", "limits.json")
        );

        Assert.StartsWith("The limits limits.json have 3 problems:", e.Message);
    }

    [Fact]
    public void Read_AccountInTooManyGroups_IsNamed()
    {
        var groups = Enumerable.Range(0, ApplyingLimits.MaxGroups + 1).ToList();
        var json = $$"""
            {"limits":{ {{string.Join(',', groups.Select(g => $"\"GROUP:g{g}\":{{\"max_qty\":1}}"))}} },
             "groups":{ {{string.Join(',', groups.Select(g => $"\"g{g}\":[\"42\"]"))}} } }
            """;

        var e = Assert.Throws<LimitsException>(() => LimitsReader.Read(json, "limits.json"));

        Assert.Contains("ACCOUNT:42 is in 9 groups; at most 8", e.Message);
    }

    [Fact]
    public void Load_NoSuchFile_SaysSo()
    {
        var e = Assert.Throws<LimitsException>(() => LimitsReader.Load("/no/such/limits.json"));

        Assert.Contains("/no/such/limits.json cannot be read", e.Message);
    }
}
