namespace KillSwitch.Workflows.Naming;

/// <summary>
/// How far two names are apart: the fewest characters that are put in, left out, taken for another or swapped with their neighbour (the
/// Damerau distance, each place being changed once). One that is taken for its <see cref="Lookalikes">lookalike</see> counts next to
/// nothing: as many as a name can have are less than one other edit.
/// </summary>
/// <remarks>
/// Pure and symmetric; 0 for equal names only. Libraries that count edits know either swaps or weights, and no bound beside both.
/// </remarks>
internal static class NameDistance
{
    /// <summary>What an edit counts. A lookalike counts 1, and names are shorter than this.</summary>
    public const int Edit = 128;

    /// <summary>Further apart than was asked about.</summary>
    public const int Beyond = int.MaxValue / 2;

    private const int MostOnStack = 65;

    /// <param name="one">A name.</param>
    /// <param name="other">Another.</param>
    /// <param name="most">How far apart they may be: the less, the faster.</param>
    /// <returns>At most <paramref name="most"/>, or <see cref="Beyond"/>.</returns>
    public static int Of(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int most)
    {
        if (Math.Abs(one.Length - other.Length) * Edit > most)
            return Beyond;
        var begin = one.CommonPrefixLength(other);
        var (oneEnd, otherEnd) = (one.Length, other.Length);
        for (; oneEnd > begin && otherEnd > begin && one[oneEnd - 1] == other[otherEnd - 1]; oneEnd--)
            otherEnd--;
        return oneEnd == begin || otherEnd == begin
            ? (oneEnd + otherEnd - (2 * begin)) * Edit
            : Aligned(one[begin..oneEnd], other[begin..otherEnd], most);
    }

    /// <summary>
    /// By rows of the table of all beginnings' distances, of which only those cells are worked out that so few edits can lead to.
    /// </summary>
    private static int Aligned(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int most)
    {
        var width = other.Length + 1;
        Span<int> rows = width <= MostOnStack ? stackalloc int[3 * MostOnStack] : new int[3 * width];
        var before = rows[..width];
        var last = rows.Slice(width, width);
        var next = rows.Slice(2 * width, width);
        var band = most / Edit;
        for (var j = 0; j < width; j++)
            last[j] = j * Edit;
        for (var i = 1; i <= one.Length; i++)
        {
            var from = Math.Max(1, i - band);
            var lowest = next[from - 1] = from == 1 ? i * Edit : Beyond;
            for (var j = from; j <= Math.Min(other.Length, i + band); j++)
            {
                var best = Math.Min(last[j - 1] + Taken(one[i - 1], other[j - 1]), next[j - 1] + Edit);
                // The row above ends one cell sooner.
                if (j < i + band)
                    best = Math.Min(best, last[j] + Edit);
                if (i > 1 && j > 1)
                    best = Math.Min(best, before[j - 2] + Edit + Taken(one[i - 1], other[j - 2]) + Taken(one[i - 2], other[j - 1]));
                next[j] = best;
                lowest = Math.Min(lowest, best);
            }
            // A swap reaches over a row, but no way through it costs less than that row's lowest.
            if (lowest > most)
                return Beyond;
            var free = before;
            before = last;
            last = next;
            next = free;
        }
        return last[other.Length] <= most ? last[other.Length] : Beyond;
    }

    private static int Taken(char one, char forOther) =>
        one == forOther ? 0 : Lookalikes.Fold(one) == Lookalikes.Fold(forOther) ? 1 : Edit;
}
