using KillSwitch.Workflows.Naming;

namespace KillSwitch.Workflows.Tests.Naming;

public sealed class NamesOfKindTests
{
    private readonly NamesOfKind _names = new(most: 16);

    [Fact]
    public void Note_ANameAgain_IsSeenWhenItWasLast()
    {
        _names.Note("901"u8, 5);
        _names.Note("901"u8, 9);
        // Partitions are read one beside the other: an older order may come after a newer one.
        _names.Note("901"u8, 7);

        Assert.True(_names.IsSeenSince("901", 9));
        Assert.False(_names.IsSeenSince("901", 10));
        Assert.Equal(1, _names.Count);
    }

    [Fact]
    public void Note_MoreThanAreKept_ForgetsTheOldestAndSaysUpToWhen()
    {
        for (var i = 0; i < 16; i++)
            _names.Note([(byte)('A' + i)], i);
        Assert.Equal(long.MinValue, _names.ForgottenUpTo);

        _names.Note("X"u8, 16);

        Assert.Equal((14, 2), (_names.Count, _names.ForgottenUpTo));
        Assert.False(_names.IsSeenSince("C", long.MinValue));
        Assert.True(_names.IsSeenSince("D", 3));
        Assert.True(_names.IsSeenSince("X", 16));
    }

    [Fact]
    public void Note_Nothing_IsNoName()
    {
        _names.Note([], 1);

        Assert.Equal(0, _names.Count);
    }

    /// <summary>All orders of a source that is played again may have one time.</summary>
    [Fact]
    public void Note_MoreThanAreKeptOfOneTime_StaysBounded()
    {
        for (var i = 0; i < 1_000; i++)
            _names.Note([(byte)('0' + (i / 100)), (byte)('0' + (i / 10 % 10)), (byte)('0' + (i % 10))], 7);

        Assert.InRange(_names.Count, 1, 16);
        Assert.Equal(7, _names.ForgottenUpTo);
    }

    [Fact]
    public void Note_KnownName_AllocatesNothing()
    {
        _names.Note("12345"u8, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            _names.Note("12345"u8, i);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void NearestTo_NamesOfLongAgo_AreNone()
    {
        _names.Note("901"u8, 5);
        _names.Note("902"u8, 9);

        Assert.Equal(["902"], _names.NearestTo("903", sinceMs: 6));
    }
}
