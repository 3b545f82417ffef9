namespace KillSwitch.Cdk.Cost;

/// <summary>Rows of text, each column as wide as its widest.</summary>
internal static class Columns
{
    /// <param name="to">Where they go.</param>
    /// <param name="head">The columns' names.</param>
    /// <param name="rows">Each as long as the head.</param>
    /// <param name="right">Columns of numbers.</param>
    public static void Write(TextWriter to, IReadOnlyList<string> head, IReadOnlyList<string[]> rows, IReadOnlyCollection<int> right)
    {
        var widths = head.Select((name, i) => rows.Select(row => row[i].Length).Append(name.Length).Max()).ToList();
        WriteRow(head);
        WriteRow([.. widths.Select(width => new string('─', width))]);
        foreach (var row in rows)
            WriteRow(row);

        void WriteRow(IReadOnlyList<string> row) =>
            to.WriteLine(
                string.Join("  ", row.Select((cell, i) => right.Contains(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd()
            );
    }
}
