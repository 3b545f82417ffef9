using System.Buffers;
using System.Globalization;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// Says of a record that it is played again, as the header <c>replay</c> does: <c>r19b0c/17</c>. Such an order is measured at its
/// own time, whatever the clock shows, and only with those of the same run.
/// </summary>
/// <param name="Run">1 to 32 letters and digits, a letter first. Another run, other breaches: a file played twice kills twice.</param>
/// <param name="Number">Its place in the run, from 1: they are measured in this order, without gaps. 0 where it has none: then as it
/// comes.</param>
public readonly record struct ReplayMark(string Run, long Number = 0)
{
    /// <summary>More of a header need not be read.</summary>
    public const int MaxLength = MaxRun + 20;

    private const int MaxRun = 32;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    );

    /// <summary>Whether it can name a run.</summary>
    public static bool IsRun(string? text) =>
        text is { Length: > 0 and <= MaxRun } && Letters.Contains(text[0]) && !text.AsSpan().ContainsAnyExcept(LettersAndDigits);

    /// <returns>Null where it is no mark.</returns>
    public static ReplayMark? Parse(string? text)
    {
        if (text is null)
            return null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return IsRun(text) ? new ReplayMark(text) : null;
        var isNumber = long.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && number > 0 && IsRun(text[..slash]) ? new ReplayMark(text[..slash], number) : null;
    }

    public override string ToString() => Number == 0 ? Run : string.Create(CultureInfo.InvariantCulture, $"{Run}/{Number}");
}
