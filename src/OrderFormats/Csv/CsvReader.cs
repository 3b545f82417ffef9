using System.Text.Unicode;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.OrderFormats.Times;
using nietras.SeparatedValues;

namespace KillSwitch.OrderFormats.Csv;

/// <summary>
/// Reads a line an order, below a header. What stands between columns is what the header has: a comma, a semicolon, a tab or a bar.
/// Quoted values may hold it, and line ends; blanks around a value are none of it.
/// </summary>
internal static class CsvReader
{
    /// <exception cref="OrdersFileException">It cannot be read at all: no UTF-8, no header, no column for what every order has.</exception>
    public static OrdersRead Read(byte[] bytes, ReadingOptions options)
    {
        if (!Utf8.IsValid(bytes))
            throw new OrdersFileException(
                $"{options.FileName} is not UTF-8, so its letters could be read in several ways. Convert it first: iconv -f WINDOWS-1252 -t UTF-8 FILE > orders.csv"
            );
        var read = new OrdersRead("line", options.Traced);
        if (bytes.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
            return read;
        try
        {
            // Without a header of its own: it would give up at two columns of one name, without saying what to do.
            using var rows = Sep
                .Reader(o => o with { HasHeader = false, Unescape = true, DisableColCountCheck = true, Trim = SepTrim.Outer })
                .From(bytes);
            ReadRows(rows, read, options);
            return read;
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or ArgumentException)
        {
            throw new OrdersFileException($"{options.FileName} cannot be read as CSV: {e.Message}", e);
        }
    }

    private static void ReadRows(SepReader rows, OrdersRead read, ReadingOptions options)
    {
        CsvColumns? columns = null;
        var width = 0;
        var draft = new OrderDraft();
        foreach (var row in rows)
        {
            if (row.ColCount == 1 && row[0].Span.IsWhiteSpace())
                continue;
            if (columns is null)
            {
                columns = CsvColumns.Of(Values(row), options);
                read.LeaveUnread(columns.Unread);
                width = row.ColCount;
                continue;
            }
            var place = (long)row.LineNumberFrom;
            try
            {
                if (!CsvQuotes.AreAroundValues(row.Span, rows.Spec.Sep.Separator))
                    throw new RecordRefusedException(
                        RecordRefusalCode.RecordBroken,
                        "a quote stands within a value, so nobody can tell where the value ends. Put quotes around it, and two for each within"
                    );
                if (row.ColCount != width)
                    throw new RecordRefusedException(
                        RecordRefusalCode.RecordBroken,
                        $"it has {row.ColCount} columns, and the header has {width}"
                    );
                Write(Values(row), columns, draft, options);
                read.Add(draft, place);
            }
            catch (RecordRefusedException why)
            {
                read.Refuse(why, place);
            }
        }
    }

    private static string[] Values(SepReader.Row row)
    {
        var values = new string[row.ColCount];
        for (var i = 0; i < values.Length; i++)
            values[i] = row[i].ToString();
        return values;
    }

    private static void Write(string[] values, CsvColumns columns, OrderDraft draft, ReadingOptions options)
    {
        draft.Begin();
        foreach (var column in columns.All)
        {
            if (column.Index < 0)
            {
                draft.Set(column.Member, column.Field!.Always!, column.From);
                continue;
            }
            var written = values[column.Index];
            // An empty column is a member that is not there.
            if (written.Length == 0)
                continue;
            var meaning = column.Field?.Meaning(written, column.Member) ?? written;
            if (column.Member == OrderMembers.Ts)
                draft.SetTime(Time(meaning, column), column.From, written);
            else
                draft.Set(column.Member, OrderMembers.IsWord(column.Member) ? meaning.ToUpperInvariant() : meaning, column.From, written);
        }
        if (!draft.Has(OrderMembers.Ts))
            throw new RecordRefusedException(RecordRefusalCode.TimeUnreadable, "it has no time");
        if (!draft.Has(OrderMembers.Strategy) && options.Strategy is not null)
            draft.Set(OrderMembers.Strategy, options.Strategy, "--strategy");
    }

    private static long Time(string text, CsvColumns.Column column) =>
        OrderTime.Read(text, column.Field?.Zone, out var ms) is not { } why
            ? ms
            : throw new RecordRefusedException(
                RecordRefusalCode.TimeUnreadable,
                $"its time ('{Shown.Of(column.From)}') is '{Shown.Of(text)}', which {why}"
            );
}
