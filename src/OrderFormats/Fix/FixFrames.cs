using System.Numerics;
using System.Runtime.InteropServices;

namespace KillSwitch.OrderFormats.Fix;

/// <summary>
/// Finds messages in a log. Lines are no messages: a text may hold a line's end, and a field of data anything, a trailer included. A
/// message ends where its BodyLength (9) says.
/// </summary>
internal static class FixFrames
{
    /// <summary>The longest <c>8=FIXT.1.1</c> and its separator.</summary>
    public const int LongestBeginning = 16;

    /// <summary>Eight digits: more than any log holds.</summary>
    private const int MaxLengthDigits = 8;

    private const int TrailerLength = 6;

    /// <summary>Where the next <c>8=FIX</c> stands; -1 where there is none. What is no tag 8 (<c>58=FIX</c>) is passed by.</summary>
    public static int FindBeginning(ReadOnlySpan<byte> log, int from)
    {
        while (log[from..].IndexOf("8=FIX"u8) is >= 0 and var at)
        {
            if (from + at == 0 || !char.IsAsciiDigit((char)log[from + at - 1]))
                return from + at;
            from += at + 1;
        }
        return -1;
    }

    /// <summary>The next message at or behind a place. One that is not whole is given too, so that it can be told.</summary>
    /// <param name="log">With SOH between fields.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="frame">The message. Read on from its end.</param>
    public static bool TryNext(ReadOnlySpan<byte> log, int from, out FixFrame frame)
    {
        var start = FindBeginning(log, from);
        frame = default;
        if (start < 0)
            return false;
        frame = FrameAt(log, from, start);
        return true;
    }

    /// <summary>Whether what stands between messages is more than a log's own words: the end of one, with its checksum.</summary>
    public static bool HoldsAnEnd(ReadOnlySpan<byte> between) => between.IndexOf("\u000110="u8) >= 0;

    private static FixFrame FrameAt(ReadOnlySpan<byte> log, int before, int start)
    {
        var rest = log[start..];
        var body = rest[..Math.Min(rest.Length, LongestBeginning)].IndexOf(FixSeparator.Soh) + 1;
        if (body == 0 || !rest[body..].StartsWith("9="u8))
            return Broken(log, before, start, rest.Length < LongestBeginning ? FixFault.CutOff : FixFault.Length);
        body += 2;
        long length = 0;
        var digits = 0;
        while (body < rest.Length && digits <= MaxLengthDigits && char.IsAsciiDigit((char)rest[body]))
        {
            length = (length * 10) + rest[body++] - '0';
            digits++;
        }
        if (body == rest.Length)
            return Broken(log, before, start, FixFault.CutOff);
        if (digits is 0 or > MaxLengthDigits || rest[body] != FixSeparator.Soh)
            return Broken(log, before, start, FixFault.Length);
        body++;
        if (length + TrailerLength > rest.Length - body)
            return Broken(log, before, start, FixFault.CutOff);
        var bodyEnd = body + (int)length;
        var end = bodyEnd + TrailerLength;
        if (rest[bodyEnd - 1] != FixSeparator.Soh || !IsTrailer(rest[bodyEnd..]))
            return Broken(log, before, start, FixFault.Length);
        var isRight = (byte)Sum(rest[..bodyEnd]) == Value(rest[(bodyEnd + 3)..]);
        if (end < rest.Length && rest[end] == FixSeparator.Soh)
            end++;
        return new FixFrame(before, start, start + body, start + bodyEnd, start + end, isRight ? FixFault.None : FixFault.Checksum);
    }

    /// <summary>Ended by the separator, or by the line where the log trims it.</summary>
    private static bool IsTrailer(ReadOnlySpan<byte> trailer) =>
        trailer.StartsWith("10="u8)
        && !trailer[3..6].ContainsAnyExceptInRange((byte)'0', (byte)'9')
        && (trailer.Length == TrailerLength || trailer[TrailerLength] is FixSeparator.Soh or (byte)'\n' or (byte)'\r');

    private static int Value(ReadOnlySpan<byte> digits) => ((digits[0] - '0') * 100) + ((digits[1] - '0') * 10) + digits[2] - '0';

    /// <summary>It may be a message that lacks a part, so the next one can begin anywhere behind.</summary>
    private static FixFrame Broken(ReadOnlySpan<byte> log, int before, int start, FixFault fault)
    {
        var end = FindBeginning(log, start + 1);
        if (end < 0)
            end = log.Length;
        else if (fault == FixFault.CutOff)
            fault = FixFault.Length;
        return new FixFrame(before, start, start, end, end, fault);
    }

    /// <summary>Of all bytes, of which the last eight bits count: lanes that overflow lose none of those.</summary>
    private static int Sum(ReadOnlySpan<byte> bytes)
    {
        var lanes = Vector<byte>.Zero;
        var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        foreach (var vector in vectors)
            lanes += vector;
        var sum = (int)Vector.Sum(lanes);
        foreach (var b in bytes[(vectors.Length * Vector<byte>.Count)..])
            sum += b;
        return sum;
    }
}
