using KillSwitch.Local.Happenings;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Happenings;

public sealed class HeldBackTests
{
    private readonly HeldBack _heldBack = new();

    [Fact]
    public void Take_FirstOfAnIncident_IsSaidAndTheNextAreCounted()
    {
        Assert.Equal("dropped", _heldBack.Take(Drop("o-1", "inc-1"))?.Word);
        Assert.Null(_heldBack.Take(Drop("o-2", "inc-1")));
        Assert.Null(_heldBack.Take(Drop("o-3", "inc-1")));
        Assert.Equal("dropped", _heldBack.Take(Drop("o-4", "inc-2"))?.Word);

        Assert.Equal("2 more: orders of ACCOUNT:A-1 (inc-1) held back", Assert.Single(_heldBack.Told()).Text);
        Assert.Empty(_heldBack.Told());
    }

    [Theory]
    [InlineData(null, null, "records rejected that are no orders")]
    [InlineData("A-1", null, "orders refused that have no price")]
    [InlineData("A-1", "max_qty", "orders refused for max_qty")]
    public void Take_Rejected_IsCountedByWhatWasWrong(string? account, string? rule, string more)
    {
        Assert.Equal("rejected", _heldBack.Take(Reject("o-1", account, rule))?.Word);
        Assert.Null(_heldBack.Take(Reject("o-2", account, rule)));

        Assert.Equal($"1 more: {more}", Assert.Single(_heldBack.Told()).Text);
    }

    [Fact]
    public void Take_AllowedOrder_IsNotSpokenOf()
    {
        Assert.Null(_heldBack.Take(Drop("o-1", "inc-1") with { Decision = Decision.Allow }));
        Assert.Empty(_heldBack.Told());
    }

    private static DecisionAudit Reject(string order, string? account, string? rule) =>
        Drop(order, "inc-1") with { Decision = Decision.Reject, AccountId = account, Rule = rule };

    private static DecisionAudit Drop(string order, string incident) => new(
        1, Decision.Drop, [Scope.Parse("ACCOUNT:A-1")], KillStatus.Killed, "why", "corr", "router-1", 0, 7, [1],
        OrderId: order, AccountId: "A-1", IncidentId: incident);
}
