using System.Globalization;
using System.Text;

namespace KillSwitch.Workflows.Text;

/// <summary>
/// What others wrote, for people to read: a character that would move, hide or turn round what stands beside it is shown by its number
/// instead of being obeyed, so that a reason reads as it was written, and the same, wherever it is shown.
/// </summary>
public static class VisibleText
{
    /// <summary>The text; <c>\u202E</c> where a character would act rather than be read.</summary>
    public static string Of(string text) => Shown(text, Acts);

    /// <summary>
    /// JSON that is printed: the same, which between quotes is JSON's own way to write that very character. What a program reads of it
    /// does not change.
    /// </summary>
    public static string InJson(string json) => Shown(json, (text, at) => text[at] is not ('\t' or '\n' or '\r') && Acts(text, at));

    private static string Shown(string text, Func<string, int, bool> acts)
    {
        StringBuilder? shown = null;
        for (var at = 0; at < text.Length; at++)
        {
            var length = char.IsSurrogatePair(text, at) ? 2 : 1;
            if (acts(text, at))
                shown ??= new StringBuilder(text.Length + 8).Append(text, 0, at);
            for (var i = at; shown is not null && i < at + length; i++)
            {
                if (acts(text, at))
                    shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
                else
                    shown.Append(text[i]);
            }
            at += length - 1;
        }
        return shown?.ToString() ?? text;
    }

    /// <summary>
    /// Control characters, among them those that begin a terminal's commands; Unicode's separators of lines and paragraphs; and its
    /// characters of format, which set the direction or show nothing. Not those that join letters and emoji, or keep them apart.
    /// </summary>
    private static bool Acts(string text, int at) =>
        text[at] is not ('\u200C' or '\u200D')
        && CharUnicodeInfo.GetUnicodeCategory(text, at)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
