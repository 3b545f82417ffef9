using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Routing;

/// <summary>Which of several kills an order is held back by, and how many there are.</summary>
public sealed class MatchEdgesTests
{
    private static readonly byte[] s_order = Encoding.UTF8.GetBytes(
        """{"order_id":"o-1","ts":1767366002001,"account_id":"12345","symbol":"AAPL","""
        + """ "side":"BUY","qty":100,"price":187.25,"strategy":"ALGO_X"}""");

    private readonly ScopeTables _killed = new();

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Decide_KeyAtItsLongest_IsPassedOnAndNotBeyond(int more, bool passes)
    {
        var context = new DecisionContext(View(), "router-1", 1);
        var routed = DecisionCore.Decide(
            DecisionCore.MaxKeyBytes + more, s_order, sentInMs: 5, new OrderSource(2, 17), context, OrderChecks.None, new AuditJson());

        Assert.Equal(passes ? Decision.Allow : Decision.Reject, routed.Decision);
        if (passes)
            return;
        var audit = JsonSerializer.Deserialize(routed.Audit, ContractsJson.Default.DecisionAudit)!;
        Assert.Equal(
            $"The record's key has {DecisionCore.MaxKeyBytes + 1} bytes; at most {DecisionCore.MaxKeyBytes} are passed on. "
            + "Send the account as key.",
            audit.Reason);
    }

    [Theory]
    [InlineData("STRATEGY:ALGO_X SYMBOL:AAPL", "SYMBOL:AAPL")]
    [InlineData("SYMBOL:AAPL ACCOUNT:12345", "ACCOUNT:12345")]
    [InlineData("ACCOUNT:12345 GLOBAL STRATEGY:ALGO_X", "GLOBAL")]
    [InlineData("STRATEGY:ALGO_X", "STRATEGY:ALGO_X")]
    public void First_OfSeveral_IsTheWidest(string killed, string expected)
    {
        foreach (var scope in killed.Split(' '))
            _killed.Set(KillMatch.Unknown(ScopeOf(scope), "r"));

        Assert.Equal(expected, Match().First!.Scope.ToString());
        Assert.Equal(killed.Split(' ').Order(), Match().All.Select(match => match.Scope.ToString()).Order());
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("GLOBAL", 1)]
    [InlineData("ACCOUNT:1 ACCOUNT:2 SYMBOL:A", 3)]
    [InlineData("GLOBAL ACCOUNT:1 SYMBOL:A SYMBOL:B STRATEGY:S STRATEGY:T STRATEGY:U", 7)]
    public void KilledScopes_OfAllKinds_AreCounted(string killed, int expected)
    {
        string[] scopes = killed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var scope in scopes)
            _killed.Set(KillMatch.Unknown(ScopeOf(scope), "r"));

        Assert.Equal(expected, View().KilledScopes);
        Assert.Equal(scopes.Order(), _killed.All.Select(match => match.Scope.ToString()).Order());
    }

    [Fact]
    public void Item_BeyondTheLast_IsAFault() => Assert.Throws<ArgumentOutOfRangeException>(() => default(KillMatches)[0]);

    [Fact]
    public void Longer_OfTwoRestores_IsTheLaterAndTheFirstOfEqualOnes()
    {
        var (early, late, alsoLate) = (KillMatch.Withdrawn(5), KillMatch.Withdrawn(9), KillMatch.Withdrawn(9));

        Assert.Same(late, ScopeTables.Longer(early, late));
        Assert.Same(late, ScopeTables.Longer(late, early));
        Assert.Same(late, ScopeTables.Longer(late, alsoLate));
        Assert.Same(early, ScopeTables.Longer(early, null));
        Assert.Same(early, ScopeTables.Longer(null, early));
        Assert.Null(ScopeTables.Longer(null, null));
    }

    /// <summary>Of what cannot be read, nothing is made up: the audit has the reason alone.</summary>
    [Fact]
    public void Unknown_OfAnyScope_HasItsReasonAndNoCommandOrIncident()
    {
        var match = KillMatch.Unknown(Scope.Account("1"), "why");

        Assert.Equal("why", Encoding.UTF8.GetString(match.ReasonInJson));
        Assert.True(match.CorrIdInJson.IsEmpty && match.CmdIdInJson.IsEmpty && match.IncidentIdInJson.IsEmpty);
        Assert.Equal((0L, true, long.MaxValue), (match.Version, match.IsKill, match.HeldUpToInMs));
    }

    [Fact]
    public void Withdrawn_AtATime_HoldsGlobalUpToItAndSaysNothing()
    {
        var match = KillMatch.Withdrawn(5);

        Assert.True(
            match.ReasonInJson.IsEmpty && match.CorrIdInJson.IsEmpty && match.CmdIdInJson.IsEmpty && match.IncidentIdInJson.IsEmpty);
        Assert.Equal((Scope.Global, 5L, false), (match.Scope, match.HeldUpToInMs, match.IsKill));
        Assert.False(KillMatch.Withdrawn(long.MaxValue).IsKill);
    }

    [Fact]
    public void Restored_FromAState_HasNoReasonOfTheKills() =>
        Assert.True(KillMatch.Restored(Scope.Global, State(), atInMs: 5).ReasonInJson.IsEmpty);

    private KillMatches Match()
    {
        Assert.True(OrderParser.TryRead(s_order, out var order, out _));
        return View().Match(order, sentInMs: 5);
    }

    private KillStateView View() => new(_killed.Frozen(everything: null), new ScopeTables().Frozen(everything: null), 0, [1]);

    private static Scope ScopeOf(string text) => Scope.TryParse(text, out var scope, out _) ? scope : throw new FormatException(text);

    private static KillState State() => new()
    {
        Scope = Scope.Global, Status = KillStatus.Active, Version = 9, IncidentId = "inc", Causes = ["c"], UpdatedTs = 1,
        UpdatedBy = "user:bob", Reason = "spoke to the desk", LastCmdId = "cmd", CorrId = "corr",
    };
}
