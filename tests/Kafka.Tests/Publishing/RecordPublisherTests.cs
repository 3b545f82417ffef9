using Confluent.Kafka;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Tests.Publishing;

public sealed class RecordPublisherTests
{
    [Fact]
    public void PlaceOf_Acknowledgement_IsItsPartitionAndOffset() =>
        Assert.Equal(new PublishedAt(2, 0), RecordPublisher.PlaceOf(new("state", 2, 0)));

    [Fact]
    public void PlaceOf_AcknowledgementOfARepeat_HasNoOffset() =>
        Assert.Equal(new PublishedAt(2, null), RecordPublisher.PlaceOf(new("state", 2, Offset.Unset)));
}
