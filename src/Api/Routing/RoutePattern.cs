namespace KillSwitch.Api.Routing;

/// <summary>Compares paths with a pattern such as <c>/incidents/{id}</c>.</summary>
internal static class RoutePattern
{
    /// <returns>What stands for the names in braces; null where the path is another.</returns>
    public static Dictionary<string, string>? Match(string pattern, IReadOnlyList<string> segments)
    {
        var expected = pattern.Split('/')[1..];
        if (expected.Length != segments.Count)
            return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < expected.Length; i++)
        {
            if (NameOf(expected[i]) is { } name && segments[i].Length > 0)
                values.Add(name, segments[i]);
            else if (!string.Equals(expected[i], segments[i], StringComparison.OrdinalIgnoreCase))
                return null;
        }
        return values;
    }

    /// <summary>The names in braces, in their order.</summary>
    public static IEnumerable<string> Names(string pattern) => pattern.Split('/').Select(NameOf).OfType<string>();

    private static string? NameOf(string segment) => segment is ['{', .. var name, '}'] ? name : null;
}
