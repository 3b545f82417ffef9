using System.Buffers.Binary;

namespace KillSwitch.Brokers.Relay;

/// <summary>Reads Kafka's primitive types one after the other (<see href="https://kafka.apache.org/protocol#protocol_types"/>).</summary>
/// <param name="bytes">What is read.</param>
/// <param name="at">Where it begins.</param>
internal ref struct WireReader(ReadOnlySpan<byte> bytes, int at)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Where the next one is read.</summary>
    public int At { get; private set; } = at;

    /// <summary>Whether texts, arrays and structures are of the flexible kind: lengths in seven bits a byte, and tagged fields.</summary>
    public bool IsFlexible { get; set; }

    public short Int16() => BinaryPrimitives.ReadInt16BigEndian(Take(sizeof(short)));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long)));

    public void Skip(int length) => Take(length);

    /// <summary>A text; nothing where there is none.</summary>
    public ReadOnlySpan<byte> Text() => Take(Math.Max(0, IsFlexible ? (int)Unsigned() - 1 : Int16()));

    /// <summary>How many elements follow.</summary>
    public int Count() => IsFlexible ? (int)Unsigned() - 1 : Int32();

    public ReadOnlySpan<byte> Take(int length)
    {
        var taken = _bytes.Slice(At, length);
        At += length;
        return taken;
    }

    /// <summary>Passes over the tagged fields, which only what is flexible has.</summary>
    public void Tags()
    {
        if (!IsFlexible)
            return;
        for (var count = Unsigned(); count > 0; count--)
        {
            Unsigned();
            Skip((int)Unsigned());
        }
    }

    /// <summary>Seven bits a byte, the lowest first.</summary>
    private uint Unsigned()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var one = Take(1)[0];
            value |= (uint)(one & 0x7f) << shift;
            if ((one & 0x80) == 0)
                break;
        }
        return value;
    }
}
