using KillSwitch.Workflows.Text;

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
    /// Lines after the first are marked as quoted; nothing in it becomes a link; what controls a terminal or turns the direction of
    /// writing is <see cref="VisibleText">shown</see>.
    /// </summary>
    public static string In(string text) =>
        string.Join(Quote, text.ReplaceLineEndings("\n").Split('\n').Select(Shown)).Replace("://", ": //", StringComparison.Ordinal);

    /// <summary>Halves of characters, which a mail cannot hold, become what stands for such.</summary>
    private static string Shown(string line) => VisibleText.Of(string.Concat(line.Replace('\t', ' ').EnumerateRunes()));
}
