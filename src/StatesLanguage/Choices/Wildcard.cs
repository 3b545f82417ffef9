namespace KillSwitch.StatesLanguage.Choices;

/// <summary>StringMatches: <c>*</c> stands for any text, <c>\*</c> for a star.</summary>
internal static class Wildcard
{
    public static bool Matches(string text, string pattern)
    {
        var parts = Parts(pattern);
        if (parts.Count == 1)
            return text == parts[0];
        if (!text.StartsWith(parts[0], StringComparison.Ordinal))
            return false;
        var at = parts[0].Length;
        for (var i = 1; i < parts.Count - 1; i++)
        {
            var found = text.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + parts[i].Length;
        }
        return text.Length - at >= parts[^1].Length && text.EndsWith(parts[^1], StringComparison.Ordinal);
    }

    private static List<string> Parts(string pattern)
    {
        var parts = new List<string>();
        var part = new System.Text.StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
                part.Append(pattern[i] == '\\' && i + 1 < pattern.Length ? pattern[++i] : pattern[i]);
        }
        parts.Add(part.ToString());
        return parts;
    }
}
