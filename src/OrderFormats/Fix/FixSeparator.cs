namespace KillSwitch.OrderFormats.Fix;

/// <summary>What stands between fields: SOH, or what people put in its place so that it can be seen.</summary>
internal static class FixSeparator
{
    public const byte Soh = 1;

    /// <summary>
    /// The log with SOH between its fields. BodyLength and CheckSum were worked out with it, so both are right again; a mark that
    /// stands within a text makes the checksum wrong, or a field that is none, and is told.
    /// </summary>
    /// <param name="log">As it was written; where a mark is one byte, it is changed in place.</param>
    public static byte[] Restored(byte[] log)
    {
        var at = FixFrames.FindBeginning(log, 0);
        if (at < 0)
            return log;
        var rest = log.AsSpan(at);
        var end = rest[..Math.Min(rest.Length, FixFrames.LongestBeginning)].IndexOfAny((byte)'|', (byte)'^', Soh);
        if (end < 0 || rest[end] == Soh)
            return log;
        if (rest[end] == '|')
        {
            log.AsSpan().Replace((byte)'|', Soh);
            return log;
        }
        return rest[end..].StartsWith("^A"u8) ? WithoutCarets(log) : log;
    }

    private static byte[] WithoutCarets(ReadOnlySpan<byte> log)
    {
        var restored = new byte[log.Length];
        var length = 0;
        while (true)
        {
            var at = log.IndexOf("^A"u8);
            var part = at < 0 ? log : log[..at];
            part.CopyTo(restored.AsSpan(length));
            length += part.Length;
            if (at < 0)
                return restored[..length];
            restored[length++] = Soh;
            log = log[(at + 2)..];
        }
    }
}
