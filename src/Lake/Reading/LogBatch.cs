namespace KillSwitch.Lake.Reading;

/// <summary>Whole lines of a log.</summary>
/// <param name="From">Where they begin: a byte of the log.</param>
/// <param name="Bytes">They, each with its line feed.</param>
internal sealed record LogBatch(long From, ReadOnlyMemory<byte> Bytes)
{
    public long To => From + Bytes.Length;

    /// <summary>In the names of its files, so that names sort as the log does.</summary>
    public string Name => FormattableString.Invariant($"part-{From:D16}-{To:D16}");

    /// <summary>Each line without its line feed, and where in the log it begins.</summary>
    public IEnumerable<(long Offset, ReadOnlyMemory<byte> Line)> Lines()
    {
        for (var at = 0; at < Bytes.Length; )
        {
            var length = Bytes.Span[at..].IndexOf((byte)'\n');
            yield return (From + at, Bytes.Slice(at, length));
            at += length + 1;
        }
    }
}
