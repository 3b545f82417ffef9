using System.Buffers.Binary;
using System.Text;
using KillSwitch.Brokers.Relay;

namespace KillSwitch.Brokers.Tests.Relay;

/// <summary>What a relay reads of requests, in each form that clients send.</summary>
public sealed class KafkaRequestTests
{
    private readonly Dictionary<(long Topic, int Partition), long> _asked = [];

    public static TheoryData<short> FetchVersions => [.. Enumerable.Range(0, 17).Select(v => (short)v)];

    public static TheoryData<short> ProduceVersions => [.. Enumerable.Range(0, 11).Select(v => (short)v)];

    [Theory]
    [MemberData(nameof(FetchVersions))]
    public void AsksAnythingNew_SameOffsetsInAnyOrder_IsNothingNew(short version)
    {
        Assert.True(Fetch(version, ("a", 0, 5), ("a", 1, 7), ("b", 0, 0)).AsksAnythingNew(_asked));

        Assert.False(Fetch(version, ("a", 0, 5), ("a", 1, 7), ("b", 0, 0)).AsksAnythingNew(_asked));
        Assert.False(Fetch(version, ("b", 0, 0), ("a", 1, 7), ("a", 0, 5)).AsksAnythingNew(_asked));
        Assert.False(Fetch(version, ("a", 1, 7)).AsksAnythingNew(_asked));
    }

    [Theory]
    [MemberData(nameof(FetchVersions))]
    public void AsksAnythingNew_AnotherOffsetPartitionOrTopic_IsNew(short version)
    {
        Fetch(version, ("a", 0, 5), ("a", 1, 7)).AsksAnythingNew(_asked);

        Assert.True(Fetch(version, ("a", 0, 5), ("a", 1, 8)).AsksAnythingNew(_asked));
        Assert.True(Fetch(version, ("a", 2, 5)).AsksAnythingNew(_asked));
        Assert.True(Fetch(version, ("b", 0, 5)).AsksAnythingNew(_asked));
        Assert.True(Fetch(version, ("a", 1, 7)).AsksAnythingNew(_asked));
    }

    [Theory]
    [MemberData(nameof(FetchVersions))]
    public void MaxWaitMs_Set_IsReadAndNothingElseHasChanged(short version)
    {
        var request = Fetch(version, ("a", 0, 5));
        Assert.Equal(321, request.MaxWaitMs);

        request.MaxWaitMs = 0;

        Assert.Equal((0, 77, true, false), (request.MaxWaitMs, request.CorrelationId, request.IsFetch, request.IsProduce));
        request.AsksAnythingNew(_asked);
        Assert.False(Fetch(version, ("a", 0, 5)).AsksAnythingNew(_asked));
    }

    [Theory]
    [MemberData(nameof(ProduceVersions))]
    public void IsAnswered_OfAProduce_IsWhatItWantsToKnow(short version)
    {
        Assert.True(Produce(version, -1, "tx").IsAnswered);
        Assert.True(Produce(version, 1, null).IsAnswered);
        Assert.False(Produce(version, 0, null).IsAnswered);
        Assert.True(Produce(version, 0, null).IsProduce);
    }

    private static KafkaRequest Fetch(short version, params (string Topic, int Partition, long Offset)[] places)
    {
        var wire = new Wire(version >= 12).Header(key: 1, version);
        if (version < 15)
            wire.Int32(-1);
        wire.Int32(321).Int32(1);
        if (version >= 3)
            wire.Int32(1000);
        if (version >= 4)
            wire.Byte(1);
        if (version >= 7)
            wire.Int32(0).Int32(-1);
        wire.Count(places.Length);
        foreach (var (topic, partition, offset) in places)
        {
            if (version >= 13)
                wire.Raw(Encoding.ASCII.GetBytes(topic.PadRight(16)));
            else
                wire.Text(topic);
            wire.Count(1).Int32(partition);
            if (version >= 9)
                wire.Int32(0);
            wire.Int64(offset);
            if (version >= 12)
                wire.Int32(-1);
            if (version >= 5)
                wire.Int64(-1);
            wire.Int32(1000).Tags().Tags();
        }
        return wire.Request();
    }

    private static KafkaRequest Produce(short version, short acknowledgements, string? transaction)
    {
        var wire = new Wire(version >= 9).Header(key: 0, version);
        if (version >= 3)
            wire.Text(transaction);
        return wire.Int16(acknowledgements).Int32(1000).Request();
    }

    /// <summary>Writes Kafka's primitive types.</summary>
    private sealed class Wire(bool isFlexible)
    {
        private readonly List<byte> _bytes = [];

        public Wire Header(short key, short version)
        {
            Int16(key).Int16(version).Int32(77).Int16(4).Raw("kcat"u8.ToArray());
            return Tags();
        }

        public Wire Byte(byte value) => Raw([value]);

        public Wire Int16(short value)
        {
            var bytes = new byte[sizeof(short)];
            BinaryPrimitives.WriteInt16BigEndian(bytes, value);
            return Raw(bytes);
        }

        public Wire Int32(int value)
        {
            var bytes = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(bytes, value);
            return Raw(bytes);
        }

        public Wire Int64(long value)
        {
            var bytes = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            return Raw(bytes);
        }

        public Wire Text(string? text)
        {
            if (isFlexible)
                Byte((byte)(text is null ? 0 : text.Length + 1));
            else
                Int16((short)(text?.Length ?? -1));
            return Raw(Encoding.ASCII.GetBytes(text ?? ""));
        }

        public Wire Count(int count) => isFlexible ? Byte((byte)(count + 1)) : Int32(count);

        /// <summary>One that nobody knows, as a later version may send it.</summary>
        public Wire Tags() => isFlexible ? Raw([1, 9, 2, 0xff, 0xff]) : this;

        public Wire Raw(byte[] bytes)
        {
            _bytes.AddRange(bytes);
            return this;
        }

        public KafkaRequest Request() => new(_bytes.ToArray());
    }
}
