using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace KillSwitch.Workflows.Auditing;

/// <summary>
/// When an audit record was made and where it stands: no two have the same. As text it is 39 characters, whatever the numbers, so that
/// texts stand in the order of time: <c>1767366002001-00002-0000000000000001718</c>.
/// </summary>
/// <param name="TsInMs">The record's own time, Unix ms.</param>
/// <param name="Partition">Of <c>audit.v1</c>.</param>
/// <param name="Offset">In that partition.</param>
public readonly record struct AuditPlace(long TsInMs, int Partition, long Offset) : IComparable<AuditPlace>
{
    /// <summary>The last millisecond that has 13 digits; in the year 2286.</summary>
    public const long MaxTsInMs = 9_999_999_999_999;

    public int CompareTo(AuditPlace other) =>
        TsInMs != other.TsInMs ? TsInMs.CompareTo(other.TsInMs)
        : Partition != other.Partition ? Partition.CompareTo(other.Partition)
        : Offset.CompareTo(other.Offset);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{TsInMs:D13}-{Partition:D5}-{Offset:D19}");

    /// <summary>Before every place of that millisecond.</summary>
    public static string Begin(long tsInMs) => tsInMs.ToString("D13", CultureInfo.InvariantCulture);

    /// <summary>Behind every place of that millisecond: what separates the numbers stands before what follows it in ASCII.</summary>
    public static string End(long tsInMs) => Begin(tsInMs) + ".";

    public static bool TryParse([NotNullWhen(true)] string? text, out AuditPlace place)
    {
        place = default;
        if (
            text is not { Length: 39 }
            || text[13] != '-'
            || text[19] != '-'
            || !TryNumber(text.AsSpan(0, 13), out var ts)
            || !TryNumber(text.AsSpan(14, 5), out var partition)
            || !TryNumber(text.AsSpan(20), out var offset)
        )
            return false;
        place = new AuditPlace(ts, (int)partition, offset);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out long number) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
