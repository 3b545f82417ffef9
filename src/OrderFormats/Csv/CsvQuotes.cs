namespace KillSwitch.OrderFormats.Csv;

/// <summary>
/// Quotes stand around whole values (RFC 4180). One within a value, an inch mark say, opens what only a later one closes, and what lies
/// between would become a part of the value: other lines among it.
/// </summary>
internal static class CsvQuotes
{
    private const char Quote = '"';

    /// <param name="row">As it stands in the file.</param>
    /// <param name="separator">What stands between columns.</param>
    public static bool AreAroundValues(ReadOnlySpan<char> row, char separator)
    {
        while (true)
        {
            var value = row.TrimStart(' ');
            if (value.IsEmpty)
                return true;
            if (value[0] == Quote)
            {
                var end = EndOfQuoted(value);
                if (end < 0)
                    return false;
                row = value[end..].TrimStart(' ');
                if (row.IsEmpty)
                    return true;
                if (row[0] != separator)
                    return false;
                row = row[1..];
                continue;
            }
            var next = value.IndexOf(separator);
            if ((next < 0 ? value : value[..next]).Contains(Quote))
                return false;
            if (next < 0)
                return true;
            row = value[(next + 1)..];
        }
    }

    /// <summary>Behind the closing quote; two in a row are one that is meant. -1 where it never closes.</summary>
    private static int EndOfQuoted(ReadOnlySpan<char> value)
    {
        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] != Quote)
                continue;
            if (i + 1 == value.Length || value[i + 1] != Quote)
                return i + 1;
            i++;
        }
        return -1;
    }
}
