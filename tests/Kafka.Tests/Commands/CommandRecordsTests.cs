using System.Text;
using KillSwitch.Kafka.Commands;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Commands;

namespace KillSwitch.Kafka.Tests.Commands;

public sealed class CommandRecordsTests
{
    private const string Kill =
        """{"cmd_id":"c1","ts":1,"scope":"ACCOUNT:1","action":"KILL","reason":"REASON","triggered_by":"desk","corr_id":"o1"}""";

    /// <summary>Ten thousand of them are read ahead: none may keep a megabyte, and none may be lost for being long.</summary>
    [Fact]
    public void Of_KillOfAlmostAMegabyte_KeepsTheKillAndLittleElse()
    {
        var received = CommandRecords.Of(Record(Kill.Replace("REASON", new string('x', 1_000_000), StringComparison.Ordinal)));

        Assert.True(received.Value.Length <= CommandParser.MaxBytes);
        Assert.Equal("c1", CommandParser.Read(received.Value)!.CmdId);
    }

    [Fact]
    public void Of_AnythingElseThatLong_KeepsNoMoreThanIsRefused()
    {
        var received = CommandRecords.Of(Record(new string('x', 1_000_000)));

        Assert.Equal(CommandParser.MaxBytes + 1, received.Value.Length);
        Assert.Null(CommandParser.Read(received.Value));
    }

    [Fact]
    public void Of_NoValue_IsEmpty() => Assert.True(CommandRecords.Of(Record(null)).Value.IsEmpty);

    private static TopicRecord Record(string? value) =>
        new(Partition: 0, Offset: 7, TimestampInMs: 1, Key: null, value is null ? null : Encoding.UTF8.GetBytes(value), Headers: []);
}
