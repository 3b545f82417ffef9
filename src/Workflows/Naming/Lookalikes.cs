namespace KillSwitch.Workflows.Naming;

/// <summary>
/// Characters that people take for one another when they read a name off a screen, hear it or type it: those of one shape, the cases of a
/// letter, and what stands between the parts of a name, which every vendor writes in a way of its own (<c>BRK.B</c>, <c>BRK/B</c>).
/// </summary>
internal static class Lookalikes
{
    /// <summary>A small l looks like a 1, and scopes but accounts write it as L.</summary>
    private static readonly string[] s_alike = ["O0", "IL1", "S5", "B8", "-_./ "];

    private static readonly char[] s_folded = Folded();

    /// <summary>The one character that stands for all that look like this one.</summary>
    public static char Fold(char c) => c < s_folded.Length ? s_folded[c] : c;

    private static char[] Folded()
    {
        var folded = new char[128];
        for (var c = '\0'; c < folded.Length; c++)
        {
            var upper = char.ToUpperInvariant(c);
            folded[c] = s_alike.FirstOrDefault(alike => alike.Contains(upper))?[0] ?? upper;
        }
        return folded;
    }
}
