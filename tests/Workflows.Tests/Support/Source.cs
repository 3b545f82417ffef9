namespace KillSwitch.Workflows.Tests.Support;

/// <summary>The repository's own text. Paths are relative to its root, with slashes.</summary>
internal static class Source
{
    private static readonly string s_root = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(s_root, path));

    /// <summary>The C# files below a folder, without what a build made.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(s_root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(s_root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    public static IEnumerable<(int Number, string Text)> Lines(string path) =>
        Read(path).Split('\n').Select((text, index) => (index + 1, text));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "KillSwitch.slnx")))
            folder = folder.Parent
                ?? throw new InvalidOperationException("The repository's root, where KillSwitch.slnx is, was not found above the tests.");
        return folder.FullName;
    }
}
