using System.Diagnostics;
using KillSwitch.Local.Faults;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Faults;

public sealed class FaultHookTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private FaultHook Hook => new(_folder.File("faults.json"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{\"clock_shift_ms\":")]
    [InlineData("null")]
    public void Time_NothingReadableAskedFor_IsRight(string? file)
    {
        if (file is not null)
            Write(file);

        Assert.InRange(Hook.Time.GetUtcNow() - TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1));
        Hook.BeforeJournalSync();
    }

    [Theory]
    [InlineData(600_000)]
    [InlineData(-600_000)]
    public void Time_ShiftedClock_IsWrongOnlyOnTheWall(int shiftMs)
    {
        var hook = Hook;
        var began = hook.Time.GetTimestamp();
        Write($$"""{"clock_shift_ms": {{shiftMs}}}""");

        var off = hook.Time.GetUtcNow() - TimeProvider.System.GetUtcNow();

        Assert.InRange(off.TotalMilliseconds, shiftMs - 1000, shiftMs + 1000);
        Assert.InRange(hook.Time.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void BeforeJournalSync_FullDisk_FailsAsOneDoes()
    {
        Write("""{"journal_full": true}""");

        Assert.Equal("No space left on device", Assert.Throws<IOException>(Hook.BeforeJournalSync).Message);
    }

    [Fact]
    public void BeforeJournalSync_SlowDisk_TakesThatLong()
    {
        Write("""{"journal_delay_ms": 200}""");
        var began = Stopwatch.GetTimestamp();

        Hook.BeforeJournalSync();

        Assert.True(Stopwatch.GetElapsedTime(began) >= TimeSpan.FromMilliseconds(190));
    }

    private void Write(string json) => File.WriteAllText(_folder.File("faults.json"), json);
}
