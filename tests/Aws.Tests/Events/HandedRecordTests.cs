using System.Text;
using KillSwitch.Aws.Events;

namespace KillSwitch.Aws.Tests.Events;

public sealed class HandedRecordTests
{
    private static readonly HandedRecord s_record = new(
        Workflows.Contracts.Topics.Orders, 2, 17, 1767366002001, Convert.ToBase64String("12345"u8), new MemoryStream("order"u8.ToArray()),
        [new Dictionary<string, sbyte[]> { ["traceparent"] = [48, 48] }, new Dictionary<string, sbyte[]> { ["raw"] = [-1, 127] }]);

    [Fact]
    public void In_Record_IsAsItStandsInTheTopic()
    {
        var record = s_record.In(Workflows.Contracts.Topics.Orders);

        Assert.Equal((2, 17, 1767366002001), (record.Partition, record.Offset, record.TimestampInMs));
        Assert.Equal("12345", Encoding.UTF8.GetString(record.Key!));
        Assert.Equal("order", Encoding.UTF8.GetString(record.Value!));
        Assert.Equal("00", record.Header("traceparent"));
        Assert.Equal([255, 127], record.Headers[1].Value!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void In_NoKeyNoValueNoHeaders_IsATombstoneWithoutKey(string? key)
    {
        var record = (s_record with { Key = key, Value = null, Headers = null }).In(Workflows.Contracts.Topics.Orders);

        Assert.Null(record.Key);
        Assert.Null(record.Value);
        Assert.Empty(record.Headers);
    }

    [Fact]
    public void In_AnotherTopic_SaysWhatToConnect()
    {
        var e = Assert.Throws<InvalidOperationException>(() => s_record.In(Workflows.Contracts.Topics.Commands));

        Assert.Equal(
            "A record of orders.v1 was handed over to the function of killswitch.commands.v1. Connect the event source mapping to killswitch.commands.v1.",
            e.Message
        );
    }
}
