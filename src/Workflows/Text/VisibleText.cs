using System.Globalization;
using System.Text;

namespace KillSwitch.Workflows.Text;

/// <summary>
/// What others wrote, for people to read: a character that would move, hide or turn round what stands beside it is shown by its number
/// instead of being obeyed, so that a reason reads as it was written wherever it is shown.
/// </summary>
public static class VisibleText
{
    /// <summary>The text; <c>\u202E</c> where a character would act rather than be read.</summary>
    public static string Of(string text)
    {
        if (!text.Any(Acts))
            return text;
        var shown = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (Acts(c))
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                shown.Append(c);
        }
        return shown.ToString();
    }

    /// <summary>
    /// Control characters, among them those that begin a terminal's commands; Unicode's marks, embeddings, overrides and isolates of
    /// direction; and its separators of lines and paragraphs.
    /// </summary>
    private static bool Acts(char c) =>
        char.IsControl(c) || c is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
