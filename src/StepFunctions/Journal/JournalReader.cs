using System.Buffers.Binary;
using System.Text.Json;

namespace KillSwitch.StepFunctions.Journal;

/// <summary>Reads a journal from its start.</summary>
internal static class JournalReader
{
    /// <param name="file">The file, at its start.</param>
    /// <param name="each">Gets each record, in order.</param>
    /// <returns>Where the last whole record ends, and how many bytes of an unfinished one follow.</returns>
    /// <exception cref="JournalDamagedException">There is damage that a crash while writing does not explain.</exception>
    public static (long End, long Torn) Read(FileStream file, Action<JournalEntry> each)
    {
        var path = file.Name;
        var header = new byte[JournalFrame.HeaderLength];
        long at = 0;
        while (true)
        {
            var left = file.Length - at;
            if (left == 0)
                return (at, 0);
            if (left < JournalFrame.HeaderLength)
                return (at, left);
            file.ReadExactly(header);
            var length = BinaryPrimitives.ReadInt32LittleEndian(header);
            if (length is <= 0 or > JournalFrame.MaxLength)
            {
                // A file system may leave zeros where a crash cut a write off; nothing but zeros may follow them.
                if (length == 0 && OnlyZeros(file, header))
                    return (at, left);
                throw new JournalDamagedException(path, at, $"a record cannot be {length} bytes long");
            }
            var whole = JournalFrame.HeaderLength + (long)length + 1;
            if (left < whole)
                return TornUnlessMoreFollows(file, path, at, left);
            var json = new byte[length + 1];
            file.ReadExactly(json);
            var body = json.AsSpan(0, length);
            if (Crc32.Of(body) != BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)) || json[length] != '\n')
            {
                if (left == whole)
                    return (at, left);
                throw new JournalDamagedException(path, at, "a record's checksum does not match its content");
            }
            each(Parse(path, at, body));
            at += whole;
        }
    }

    /// <summary>
    /// A record that the file ends in is what a crash leaves. Where a whole record stands behind its beginning, its length is damaged:
    /// cutting it off would forget what follows.
    /// </summary>
    private static (long End, long Torn) TornUnlessMoreFollows(FileStream file, string path, long at, long left)
    {
        var tail = new byte[left];
        file.Position = at;
        file.ReadExactly(tail);
        for (var next = tail.AsSpan().IndexOf((byte)'\n') + 1; next > 0 && next < tail.Length;)
        {
            if (JournalFrame.IsWhole(tail.AsSpan(next)))
                throw new JournalDamagedException(path, at, "a record cannot be as long as it says, as others follow it");
            var line = tail.AsSpan(next).IndexOf((byte)'\n');
            next = line < 0 ? -1 : next + line + 1;
        }
        return (at, left);
    }

    private static JournalEntry Parse(string path, long at, ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, JournalJson.Default.JournalEntry)
                ?? throw new JournalDamagedException(path, at, "a record is null");
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException)
        {
            throw new JournalDamagedException(path, at, $"a record cannot be read ({wrong.Message})");
        }
    }

    private static bool OnlyZeros(FileStream file, byte[] header)
    {
        if (header.Any(b => b != 0))
            return false;
        int next;
        while ((next = file.ReadByte()) >= 0)
        {
            if (next != 0)
                return false;
        }
        return true;
    }
}
