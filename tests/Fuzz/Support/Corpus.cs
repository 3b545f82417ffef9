namespace KillSwitch.Fuzz.Tests.Support;

/// <summary>Inputs that are kept: one a file, in a folder for each target. What a long run finds is added here.</summary>
internal static class Corpus
{
    public static IReadOnlyList<byte[]> Of(string target)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Corpus", target);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)] : [];
    }
}
