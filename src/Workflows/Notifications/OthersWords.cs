using System.Globalization;
using System.Text;

namespace KillSwitch.Workflows.Notifications;

/// <summary>
/// What people and other systems wrote, as a mail may hold it: it must not pass for the mail's own words. Whoever may give a
/// reason, and whoever can write to the commands topic, would otherwise write to the approvers in this system's name.
/// The audit, the incident and the pages have every text as it was written.
/// </summary>
internal static class OthersWords
{
    private const string Quote = "\n  | ";

    /// <summary>
    /// Lines after the first are marked as quoted; nothing in it becomes a link; what controls a terminal or turns the
    /// direction of writing is shown as <c>?</c>.
    /// </summary>
    public static string In(string text)
    {
        var quoted = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\n')
                quoted.Append(Quote);
            else if (rune.Value == '\t')
                quoted.Append(' ');
            else
                quoted.Append(
                    Rune.GetUnicodeCategory(rune)
                        is UnicodeCategory.Control
                            or UnicodeCategory.Format
                            or UnicodeCategory.LineSeparator
                            or UnicodeCategory.ParagraphSeparator
                        ? "?"
                        : rune.ToString()
                );
        }
        return quoted.Replace("://", ": //").ToString();
    }
}
