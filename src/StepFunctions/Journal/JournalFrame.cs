using System.Buffers.Binary;

namespace KillSwitch.StepFunctions.Journal;

/// <summary>
/// How a record stands in the file: length of its JSON (4 bytes, little-endian), CRC-32 of it (4 bytes), the JSON, a
/// line feed. The line feed is for people who look into the file; length and checksum are for us.
/// </summary>
internal static class JournalFrame
{
    public const int HeaderLength = 8;

    /// <summary>No record is longer; a length above it is damage, not a long record.</summary>
    public const int MaxLength = 256 * 1024 * 1024;

    /// <summary>Whether the bytes begin with a record that is all there.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength)
            return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return length > 0 && length < bytes.Length - HeaderLength
            && bytes[HeaderLength + length] == '\n'
            && Crc32.Of(bytes.Slice(HeaderLength, length)) == BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
    }

    public static void Write(Stream stream, ReadOnlySpan<byte> json)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteInt32LittleEndian(header, json.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Crc32.Of(json));
        stream.Write(header);
        stream.Write(json);
        stream.WriteByte((byte)'\n');
    }
}
