using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Tests.Auditing;

/// <summary>Whatever could be missing is said, and nothing that is not.</summary>
public sealed class AuditReachTests
{
    private const long Now = 1_767_366_002_000;
    private const long Hour = 3_600_000;
    private const string Log = "log-1";

    private static readonly AuditQuestion s_drops = new() { Decision = Decision.Drop };

    private static readonly AuditProgress s_read = new()
    {
        Partition = 0,
        Log = Log,
        Next = 10,
        FirstTs = Now - (5 * Hour),
        LastTs = Now - Hour,
        WrittenTs = Now - Hour,
        AllowedSinceTs = 0,
    };

    [Fact]
    public void Lacks_AllOfItRead_IsNothing()
    {
        var reach = Reach([s_read], Stand(0, 10));

        Assert.Empty(reach.Lacks(new AuditQuestion()));
        Assert.Equal((0L, 0L), (reach.BehindRecords, reach.BehindSeconds));
    }

    [Fact]
    public void Lacks_AnEmptyTopicThatNobodyRead_IsNothing() => Assert.Empty(Reach([], Stand(0, 0)).Lacks(new AuditQuestion()));

    [Fact]
    public void Lacks_NothingButAnEndOfATransactionBehindWhatWasRead_IsNothing() =>
        Assert.Empty(Reach([s_read], Stand(0, 11)).Lacks(new AuditQuestion()));

    [Fact]
    public void Lacks_TopicThatDoesNotAnswer_IsNeverComplete()
    {
        var reach = new AuditReach([s_read], null, "nobody answered.", new Dictionary<int, long>(), Now);

        Says(reach, s_drops, "is not known: nobody answered.");
        Assert.Null(reach.BehindRecords);
        Assert.Null(reach.BehindSeconds);
    }

    [Fact]
    public void Lacks_RecordsNotReadYet_SaysHowManyAndHowOld()
    {
        var reach = Reach([s_read], Stand(0, 14), unreadSince: Now - 7_500);

        Says(reach, s_drops, "The index is 4 records behind audit.v1, the oldest of them 7 s old.");
        Assert.Equal((4L, 7L), (reach.BehindRecords, reach.BehindSeconds));
        Assert.Empty(reach.Lacks(s_drops with { ToInMs = Now - Hour }));
    }

    [Fact]
    public void Lacks_APartitionThatWasNeverRead_SaysIt()
    {
        Says(Reach([], Stand(0, 3), unreadSince: Now), s_drops, "The index is 3 records behind");
        Says(Reach([], Stand(3, 3)), s_drops, "begins at offset 3, and the index has read nothing of it");
    }

    [Fact]
    public void Lacks_LogThatBeginsBehindWhatWasRead_SaysWhichRecordsAreGone() =>
        Says(Reach([s_read], Stand(15, 15)), s_drops, "Records 10 to 14 of partition 0 of audit.v1 were deleted before the index had read them.");

    [Fact]
    public void Lacks_LogDeletedUpToWhatWasRead_IsNothing() => Assert.Empty(Reach([s_read], Stand(10, 10)).Lacks(s_drops));

    [Fact]
    public void Lacks_AnotherTopicOfThatName_SaysItEvenWhereOffsetsFit()
    {
        var other = new AuditLogStand("log-2", [new AuditLogPart(0, 0, 10)]);

        Says(Reach([s_read], other), s_drops, "made anew");
        Assert.Empty(Reach([s_read], other).Lacks(s_drops with { ToInMs = Now - (2 * Hour) }));
    }

    [Fact]
    public void Lacks_EveryPartitionOfATopicMadeAnew_IsOneSentenceWithTheTimesThatItConcerns()
    {
        AuditProgress[] read = [s_read, s_read with { Partition = 1, LastTs = Now - (2 * Hour), Next = 4 }];
        var other = new AuditLogStand("log-2", [new AuditLogPart(0, 0, 10), new AuditLogPart(1, 0, 10)]);

        Says(Reach(read, other), s_drops, "That concerns records of 2026-01-02 13:00:02 UTC to 2026-01-02 15:00:02 UTC.");
    }

    [Fact]
    public void CountLacks_WhatTheIndexHasJustTaken_IsCounted() =>
        Assert.Empty(Reach([s_read with { WrittenTs = Now - 500, AllowedSinceTs = null }], Stand(0, 10)).CountLacks(Now - Hour));

    [Fact]
    public void CountLacks_OfATimeBeforeGapsAreRemembered_IsNotComplete() =>
        Assert.Contains("remembered for 30 days", Assert.Single(Reach([s_read], Stand(0, 10)).CountLacks(1)), StringComparison.Ordinal);

    [Fact]
    public void CountLacks_RecordsDeletedBeforeTheyWereRead_SaysWhich() =>
        Assert.Contains(
            "Records 10 to 14 of partition 0",
            Assert.Single(Reach([s_read], Stand(15, 15)).CountLacks(Now - Hour)),
            StringComparison.Ordinal);

    [Fact]
    public void Lacks_AGap_OnlyWhereTheQuestionTouchesIt()
    {
        var reach = Reach([s_read with { Gap = new AuditGap(Now - (4 * Hour), Now - (3 * Hour), "Some are gone.") }], Stand(0, 10));

        Says(reach, s_drops, "Some are gone.");
        Says(reach, s_drops with { FromInMs = Now - (3 * Hour) }, "Some are gone.");
        Assert.Empty(reach.Lacks(s_drops with { FromInMs = Now - (2 * Hour) }));
        Assert.Empty(reach.Lacks(s_drops with { ToInMs = Now - (5 * Hour) }));
    }

    [Fact]
    public void Lacks_DecisionsNotIndexedBySetting_OnlyWhereTheQuestionAllowsThem()
    {
        var reach = Reach([s_read with { AllowedSinceTs = null }], Stand(0, 10));

        Says(reach, new AuditQuestion(), "KILLSWITCH_AUDIT_INDEX=all");
        Says(reach, new AuditQuestion { OrderId = "o-1" }, "KILLSWITCH_AUDIT_INDEX=all");
        Says(reach, new AuditQuestion { Decision = Decision.Allow }, "KILLSWITCH_AUDIT_INDEX=all");
        Assert.Empty(reach.Lacks(s_drops));
        Assert.Empty(reach.Lacks(new AuditQuestion { IncidentId = "inc-1" }));
    }

    [Fact]
    public void Lacks_DecisionsIndexedSinceATime_AreMissingBeforeIt()
    {
        var reach = Reach([s_read with { AllowedSinceTs = Now - (2 * Hour) }], Stand(0, 10));

        Says(reach, new AuditQuestion(), "KILLSWITCH_AUDIT_INDEX=all");
        Assert.Empty(reach.Lacks(new AuditQuestion { FromInMs = Now - (2 * Hour) }));
    }

    [Fact]
    public void Lacks_UnreadableRecords_AreSaid()
    {
        var reach = Reach([s_read with { Unreadable = 2, UnreadableTs = Now - Hour }], Stand(0, 10));

        Says(reach, s_drops, "2 records of audit.v1 could not be read as audit records.");
        Assert.Equal(2, reach.Unreadable);
    }

    [Fact]
    public void Lacks_OlderThanIsKept_IsSaidOnlyWhereAskedFor()
    {
        var reach = Reach([s_read], Stand(0, 10));

        Says(reach, s_drops with { FromInMs = 1 }, "Records are kept for 30 days");
        Assert.Empty(reach.Lacks(s_drops));
    }

    [Fact]
    public void Lacks_WhatWasTakenInThisMoment_MayNotShowInAnIndexYet()
    {
        var reach = Reach([s_read with { WrittenTs = Now - 500 }], Stand(0, 10));

        Says(reach, s_drops, "Ask again.");
        Assert.Empty(reach.Lacks(new AuditQuestion { OrderId = "o-1", Decision = Decision.Drop }));
    }

    private static void Says(AuditReach reach, AuditQuestion question, string what) =>
        Assert.Contains(what, Assert.Single(reach.Lacks(question)), StringComparison.Ordinal);

    private static AuditLogStand Stand(long low, long end) => new(Log, [new AuditLogPart(0, low, end)]);

    private static AuditReach Reach(IReadOnlyList<AuditProgress> progress, AuditLogStand log, long? unreadSince = null) =>
        new(progress, log, null, unreadSince is { } since ? new Dictionary<int, long> { [0] = since } : [], Now);
}
