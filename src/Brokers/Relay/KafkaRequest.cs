using System.Buffers.Binary;

namespace KillSwitch.Brokers.Relay;

/// <summary>
/// A request as it goes over the wire, without the four bytes of its length, as far as a relay must understand it
/// (<see href="https://kafka.apache.org/protocol"/>).
/// </summary>
/// <param name="bytes">The request.</param>
internal readonly struct KafkaRequest(Memory<byte> bytes)
{
    private const short Produce = 0;
    private const short Fetch = 1;

    /// <summary>From here on of the flexible kind.</summary>
    private const short FlexibleProduce = 9;
    private const short FlexibleFetch = 12;

    /// <summary>From here on a produce begins with the transaction it belongs to.</summary>
    private const short ProduceInTransactions = 3;

    /// <summary>From here on the number of the replica that asks is left out, or among the tagged fields.</summary>
    private const short FetchWithoutReplica = 15;

    public bool IsProduce => Key == Produce;

    public bool IsFetch => Key == Fetch;

    /// <summary>What its answer will be known by.</summary>
    public int CorrelationId => BinaryPrimitives.ReadInt32BigEndian(bytes.Span[4..]);

    /// <summary>Of a produce: whether the broker answers it. It does not where nobody wants to know whether it was written.</summary>
    public bool IsAnswered
    {
        get
        {
            var reader = AfterHeader(FlexibleProduce);
            if (Version >= ProduceInTransactions)
                reader.Text();
            return reader.Int16() != 0;
        }
    }

    /// <summary>Of a fetch: how long the broker may keep it waiting, ms.</summary>
    public int MaxWaitMs
    {
        get => BinaryPrimitives.ReadInt32BigEndian(bytes.Span[MaxWaitAt..]);
        set => BinaryPrimitives.WriteInt32BigEndian(bytes.Span[MaxWaitAt..], value);
    }

    private short Key => BinaryPrimitives.ReadInt16BigEndian(bytes.Span);

    private short Version => BinaryPrimitives.ReadInt16BigEndian(bytes.Span[2..]);

    private int MaxWaitAt => AfterHeader(FlexibleFetch).At + (Version >= FetchWithoutReplica ? 0 : sizeof(int));

    /// <summary>Of a fetch: notes from which offset of which partition it asks.</summary>
    /// <param name="asked">What was asked before, by topic (a number made of its name or id) and partition.</param>
    /// <returns>Whether any of it is new. What is not has the same answer as before, until something has been written.</returns>
    public bool AsksAnythingNew(Dictionary<(long Topic, int Partition), long> asked)
    {
        var version = Version;
        var reader = new WireReader(bytes.Span, MaxWaitAt) { IsFlexible = version >= FlexibleFetch };
        // How long, how much at least, how much at most, what is not committed, and the session.
        reader.Skip(sizeof(int) + sizeof(int));
        reader.Skip((version >= 3 ? sizeof(int) : 0) + (version >= 4 ? 1 : 0) + (version >= 7 ? 2 * sizeof(int) : 0));
        var isNew = false;
        for (var topics = reader.Count(); topics > 0; topics--)
        {
            var topic = Number(version >= 13 ? reader.Take(16) : reader.Text());
            for (var partitions = reader.Count(); partitions > 0; partitions--)
            {
                var partition = reader.Int32();
                reader.Skip(version >= 9 ? sizeof(int) : 0);
                var offset = reader.Int64();
                reader.Skip((version >= 12 ? sizeof(int) : 0) + (version >= 5 ? sizeof(long) : 0) + sizeof(int));
                reader.Tags();
                isNew |= !asked.TryGetValue((topic, partition), out var before) || before != offset;
                asked[(topic, partition)] = offset;
            }
            reader.Tags();
        }
        return isNew;
    }

    private WireReader AfterHeader(short flexible)
    {
        // Key, version and number; then the client's name, which is of the old kind in every version.
        var reader = new WireReader(bytes.Span, sizeof(short) + sizeof(short) + sizeof(int));
        reader.Text();
        reader.IsFlexible = Version >= flexible;
        reader.Tags();
        return reader;
    }

    /// <summary>FNV-1a, of 64 bits.</summary>
    private static long Number(ReadOnlySpan<byte> name)
    {
        var hash = 14695981039346656037UL;
        foreach (var one in name)
            hash = unchecked((hash ^ one) * 1099511628211UL);
        return unchecked((long)hash);
    }
}
