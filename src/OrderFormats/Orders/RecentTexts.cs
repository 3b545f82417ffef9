using System.Text;

namespace KillSwitch.OrderFormats.Orders;

/// <summary>
/// Short texts, each made once for as long as it comes again and again: codes, symbols and accounts of a log stand in thousands
/// of its lines. Bounded: a newer one takes an older one's place. Not thread-safe.
/// </summary>
/// <param name="encoding">What their bytes are in.</param>
internal sealed class RecentTexts(Encoding encoding)
{
    private const int Places = 4096;
    private const int Longest = 12;

    private readonly string?[] _kept = new string?[Places];

    /// <exception cref="DecoderFallbackException">They are none of its encoding.</exception>
    public string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > Longest)
            return encoding.GetString(bytes);
        ref var kept = ref _kept[PlaceOf(bytes)];
        if (kept is null || !Ascii.Equals(bytes, kept))
            kept = encoding.GetString(bytes);
        return kept;
    }

    private static int PlaceOf(ReadOnlySpan<byte> bytes)
    {
        var hash = (uint)bytes.Length;
        foreach (var one in bytes)
            hash = (hash ^ one) * 16_777_619;
        return (int)((hash ^ (hash >> 15)) % Places);
    }
}
