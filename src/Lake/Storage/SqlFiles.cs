namespace KillSwitch.Lake.Storage;

/// <summary>The SQL of <c>spark/sql</c>, which comes with the program.</summary>
internal static class SqlFiles
{
    public const string Pattern = "pattern/";
    public const string Query = "query/";

    /// <param name="kind"><see cref="Pattern"/> or <see cref="Query"/>.</param>
    /// <returns>By name, in its order.</returns>
    public static IReadOnlyDictionary<string, string> Of(string kind) => new SortedDictionary<string, string>(
        typeof(SqlFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(kind, StringComparison.Ordinal))
            .ToDictionary(name => name[kind.Length..], Text),
        StringComparer.Ordinal);

    private static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(SqlFiles).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
