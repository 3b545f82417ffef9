using System.Text;
using KillSwitch.Local.Api.Audit;

namespace KillSwitch.Local.Tests.Api.Audit;

public sealed class AuditIndexTests
{
    [Fact]
    public void Find_ManyOrdersLater_StillHasTheIncidentsSteps()
    {
        var index = new AuditIndex(capacity: 10);
        index.Add(0, 0, Step("inc-1", 1));
        for (var i = 0; i < 1000; i++)
            index.Add(0, i + 1, Decision($"o-{i}", "42", i + 2));

        Assert.Single(index.Find(new AuditQuery(IncidentId: "inc-1")).Entries);
    }

    [Fact]
    public void Find_AfterTheOldestMadeRoom_HasTheLatestAndSaysItIsNotComplete()
    {
        var index = new AuditIndex(capacity: 3);
        for (var i = 0; i < 5; i++)
            index.Add(0, i, Decision($"o-{i}", i % 2 == 0 ? "even" : "odd", i));

        var all = index.Find(new AuditQuery());

        Assert.Equal(["o-4", "o-3", "o-2"], all.Entries.Select(e => e.OrderId));
        Assert.False(all.Complete);
        Assert.Equal(["o-4", "o-2"], index.Find(new AuditQuery(AccountId: "even")).Entries.Select(e => e.OrderId));
        Assert.Equal(["o-3"], index.Find(new AuditQuery(AccountId: "odd")).Entries.Select(e => e.OrderId));
        Assert.Empty(index.Find(new AuditQuery(OrderId: "o-0")).Entries);
    }

    [Fact]
    public void Find_AllFilters_MustAllMatch()
    {
        var index = new AuditIndex();
        index.Add(0, 0, Decision("o-1", "42", 1));
        index.Add(0, 1, Decision("o-2", "42", 2));

        Assert.Single(index.Find(new AuditQuery("o-1", "42")).Entries);
        Assert.Empty(index.Find(new AuditQuery("o-1", "43")).Entries);
        Assert.Empty(index.Find(new AuditQuery("o-1", "42", "inc-1")).Entries);
    }

    [Fact]
    public void Find_MoreThanTheLimit_SaysItIsNotComplete()
    {
        var index = new AuditIndex();
        for (var i = 0; i < 3; i++)
            index.Add(0, i, Decision($"o-{i}", "42", i));

        Assert.True(index.Find(new AuditQuery(Limit: 3)).Complete);
        var cut = index.Find(new AuditQuery(Limit: 2));
        Assert.False(cut.Complete);
        Assert.Equal(["o-2", "o-1"], cut.Entries.Select(e => e.OrderId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"decision":"ALLOW"} trailing""")]
    [InlineData("""{"decision":"ALLOW" """)]
    [InlineData("""{"ts":1.5,"decision":"ALLOW"}""")]
    [InlineData("""{"decision":7}""")]
    public void Add_WhatIsNoAuditRecord_IsCountedAndNotShown(string value)
    {
        var index = new AuditIndex();

        index.Add(0, 0, Encoding.UTF8.GetBytes(value));

        var page = index.Find(new AuditQuery());
        Assert.Empty(page.Entries);
        Assert.Equal(1, page.Unreadable);
        Assert.False(page.Complete);
    }

    [Fact]
    public void Add_RecordLargerThanOursCanBe_IsCountedAndNotHeld()
    {
        var index = new AuditIndex();

        index.Add(
            0,
            0,
            Encoding.UTF8.GetBytes(
                $$"""{"ts":1,"decision":"ALLOW","order_id":"o-1","x":"{{new string('x', AuditIndex.MaxRecordBytes)}}"}"""
            )
        );

        Assert.Empty(index.Find(new AuditQuery()).Entries);
        Assert.Equal(1, index.Find(new AuditQuery()).Unreadable);
    }

    [Fact]
    public void Add_NestedAndNullFields_AreReadPast()
    {
        var index = new AuditIndex();

        index.Add(
            0,
            0,
            Encoding.UTF8.GetBytes(
                """{"scope_matches":[{"order_id":"inner"}],"order_id":null,"account_id":"42","decision":"REJECT","ts":5}"""
            )
        );

        var entry = Assert.Single(index.Find(new AuditQuery(AccountId: "42")).Entries);
        Assert.Null(entry.OrderId);
        Assert.Equal(5, entry.Ts);
    }

    [Fact]
    public async Task AddAndFind_AtOnce_NeverBreak()
    {
        var index = new AuditIndex(capacity: 50);
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(() =>
        {
            for (var i = 0; i < 2_000; i++)
                index.Add(w, i, Decision($"o-{w}-{i}", $"a-{i % 3}", i));
        }));
        var reader = Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
                Assert.All(index.Find(new AuditQuery(AccountId: "a-1")).Entries, e => Assert.Equal("a-1", e.AccountId));
        });

        await Task.WhenAll([.. writers, reader]);

        Assert.Equal(50, index.Find(new AuditQuery()).DecisionsHeld);
    }

    private static byte[] Decision(string order, string account, long ts) =>
        Encoding.UTF8.GetBytes($$"""{"ts":{{ts}},"decision":"ALLOW","order_id":"{{order}}","account_id":"{{account}}"}""");

    private static byte[] Step(string incident, long ts) =>
        Encoding.UTF8.GetBytes($$"""{"ts":{{ts}},"step":"PublishKilled","incident_id":"{{incident}}"}""");
}
