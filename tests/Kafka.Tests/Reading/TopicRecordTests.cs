using System.Text;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Tests.Reading;

public sealed class TopicRecordTests
{
    private const string Kill =
        """{"cmd_id":"c-1","ts":1,"scope":"ACCOUNT:1","action":"KILL","reason":"r","triggered_by":"detector","corr_id":"x"}""";

    [Fact]
    public void As_WhatIsOfThatType_IsRead() => Assert.Equal("c-1", Record(Kill).As(ContractsJson.Default.Command)?.CmdId);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("""{"cmd_id":"c-1"}""")]
    public void As_WhatIsNot_IsNull(string value) => Assert.Null(Record(value).As(ContractsJson.Default.Command));

    [Fact]
    public void As_Tombstone_IsNull() => Assert.Null((Record("") with { Value = null }).As(ContractsJson.Default.Command));

    [Fact]
    public void Header_ThereTwice_IsTheLast()
    {
        var record = Record(Kill) with { Headers = [new("h", [65]), new("h", [66]), new("other", null)] };

        Assert.Equal("B", record.Header("h"));
        Assert.Null(record.Header("other"));
        Assert.Null(record.Header("H"));
    }

    private static TopicRecord Record(string value) => new(0, 0, 0, null, Encoding.UTF8.GetBytes(value), []);
}
