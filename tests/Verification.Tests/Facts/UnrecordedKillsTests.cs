using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Tests.Facts;

/// <summary>A kill that was published while the store did not answer leads to the incident that its command became a part of.</summary>
public sealed class UnrecordedKillsTests
{
    private static readonly Scope s_account = Scope.Account("1");

    [Fact]
    public void IncidentOf_CommandOpenedIt_IsThatOne()
    {
        var opened = Opened("c-1");

        Assert.Equal(opened, Find(opened.IncidentId, "c-1", opened));
    }

    [Fact]
    public void IncidentOf_AnotherKillOpenedOneFirst_IsTheOneWhoseCauseItBecame()
    {
        var first = Opened("c-1");
        var joined = first with { Causes = [.. first.Causes, Cause("c-2")], CauseCount = 2 };

        Assert.Equal(joined, Find(IncidentIdOf("c-2"), "c-2", joined));
    }

    [Theory]
    [InlineData("c-2", "c-2")]
    [InlineData("other", "c-1")]
    public void IncidentOf_NothingTheCommandIsPartOf_IsNone(string of, string cmdId) =>
        Assert.Null(Find(of == "other" ? "inc-other" : IncidentIdOf(of), cmdId, Opened("c-1")));

    [Fact]
    public void MayBeOvertakenBy_KilledOfBefore_May() =>
        Assert.True(UnrecordedKills.MayBeOvertakenBy(State("c-2", version: 20), State("c-1", version: 10)));

    [Fact]
    public void MayBeOvertakenBy_ActiveOfBefore_MayNot() =>
        Assert.False(
            UnrecordedKills.MayBeOvertakenBy(State("c-2", version: 20), State("c-1", version: 10) with { Status = KillStatus.Active })
        );

    [Fact]
    public void MayBeOvertakenBy_WithoutARecordBehindARecorded_May() =>
        Assert.True(
            UnrecordedKills.MayBeOvertakenBy(State("c-2", version: 20) with { Causes = ["c-1", "c-2"] }, State("c-1", version: 10))
        );

    [Fact]
    public void MayBeOvertakenBy_BothWithARecord_MayNot() =>
        Assert.False(
            UnrecordedKills.MayBeOvertakenBy(
                State("c-2", version: 20) with { Causes = ["c-1", "c-2"] },
                State("c-1", version: 10) with { Causes = ["c-0", "c-1"] }
            )
        );

    private static Incident? Find(string incidentId, string cmdId, Incident stored) =>
        UnrecordedKills.IncidentOf(
            new StoreContents(
                new Dictionary<Scope, ScopeRecord>(),
                [],
                new Dictionary<string, Incident> { [stored.IncidentId] = stored },
                new Dictionary<string, HandledCommand>()
            ),
            incidentId,
            cmdId
        );

    private static string IncidentIdOf(string cmdId) => IncidentNames.IncidentId(s_account, cmdId);

    private static Incident Opened(string cmdId) => new()
    {
        IncidentId = IncidentIdOf(cmdId),
        Scope = s_account,
        Phase = IncidentPhase.Killed,
        OpenedTs = 1,
        ExecutionName = "kill-ACCOUNT-1",
        CauseCount = 1,
        Causes = [Cause(cmdId)],
    };

    private static Cause Cause(string cmdId) => new()
    {
        Number = 1,
        CmdId = cmdId,
        Ts = 1,
        TriggeredBy = "detector",
        Reason = "too fast",
        CorrId = "corr",
    };

    private static KillState State(string cmdId, long version) => new()
    {
        Scope = s_account,
        Status = KillStatus.Killed,
        Version = version,
        IncidentId = IncidentIdOf(cmdId),
        Causes = [cmdId],
        UpdatedTs = 1,
        UpdatedBy = "detector",
        Reason = "too fast",
        LastCmdId = cmdId,
        CorrId = "corr",
    };
}
